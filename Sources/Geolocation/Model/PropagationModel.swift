// The choice between the two forward models; a result always says which one it used.

/// How the path from the emitter through a satellite to the station is computed.
public enum PropagationModel: String, Hashable, Sendable, CaseIterable {
    /// All points at the instant of reception, in Earth-fixed axes. Wrong by up to 10 ns and
    /// 0.1 mHz, that is by metres to a few hundred metres on the ground.
    case instantaneous
    /// Light time and the rotation of the Earth: the satellite is taken where the signal passed
    /// it, the emitter where the signal left it. No relativity, no atmosphere.
    case lightTime = "light-time"
}
