// Everything that is served, in one table. Tests go through it: every role asks for every route.

/// All routes of both desks.
enum RouteTable {
    static let all: [Route] = api + pages

    /// What programs are given.
    static let api: [Route] =
        OrderRoutes.all + Acts.all.map(\.apiRoute) + ReportRoutes.all + CounterpartRoutes.all
        + LetterRoutes.all + QueueRoutes.all + TimetableRoutes.all + TaskRoutes.all
        + ContactRoutes.all + AlarmRoutes.all + StatisticsRoutes.all + JobRoutes.all
        + JournalRoutes.all
        + AccountRoutes.all + TokenRoutes.all + OwnAccountRoutes.all + EventRoutes.all
        + WorkRoutes.all + WebhookRoutes.all + UpkeepRoutes.all + WatchRoutes.all

    /// What browsers are given.
    static let pages: [Route] =
        [Assets.route, Assets.description] + LoginPages.all + OrderPages.all
        + Acts.all.map(\.pageRoute) + QueuePage.all + [TimetablePage.route] + DraftPage.all
        + LetterPages.all + StatisticsPage.all + AccountPage.all + AccountListPage.all
        + TokenListPage.all
        + [AlarmPage.route, ContactPage.route, HelpPage.route, LanguageSwitch.route]
}
