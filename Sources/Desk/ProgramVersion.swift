// Which version of the program this is: said by --version, by /metrics and by the package.

/// The version of the program.
public enum ProgramVersion {
    /// Major, minor and patch (semver.org).
    public static let current = "0.1.0"
}
