namespace AtlanEvents.Fast.Cli.Generation;

/// <summary>A type of asset, and the attributes that Atlan sends with it, in the fixed but arbitrary order of its hash map.</summary>
/// <param name="Name">The name, such as <c>Column</c>.</param>
/// <param name="SuperTypes">The types that it extends.</param>
/// <param name="Attributes">The attributes. A value that starts with <c>$</c> is a placeholder, which <see cref="Asset"/> replaces.</param>
internal sealed record AssetType(string Name, string[] SuperTypes, (string Name, string Value)[] Attributes)
{
    // The attributes of every asset. qualifiedName is in the middle, as in real events.
    private static readonly (string Name, string Value)[] s_common =
    [
        ("ownerUsers", """["autoqa"]"""),
        ("displayName", "$displayName"),
        ("viewScore", "0.0"),
        ("description", "$description"),
        ("isDiscoverable", "true"),
        ("adminGroups", "[]"),
        ("popularityScore", "1.17549435E-38"),
        ("connectorName", "$connector"),
        ("certificateStatus", "$certificate"),
        ("sourceReadRecentUserList", "[]"),
        ("connectionQualifiedName", "$connection"),
        ("assetMcMonitorNames", "[]"),
        ("lastSyncRunAt", "$time"),
        ("announcementTitle", "null"),
        ("qualifiedName", "$qualifiedName"),
        ("viewerUsers", "[]"),
        ("name", "$name"),
        ("userDescription", "null"),
        ("isEditable", "true"),
        ("sourceReadCount", "$count"),
        ("lastSyncWorkflowName", "\"atlan-bigquery-default-bigquery-1665130698-cron\""),
        ("tenantId", "\"default\""),
        ("hasLineage", "$flag"),
        ("isAIGenerated", "false"),
        ("sourceUpdatedAt", "$time"),
        ("ownerGroups", "[]"),
        ("assetDbtTags", "[]"),
        ("starredCount", "0"),
        ("sourceQueryComputeCostList", "[]"),
    ];

    public static IReadOnlyList<AssetType> All { get; } =
    [
        new("Table", ["SQL", "Catalog", "Asset", "Referenceable"],
        [
            .. s_common,
            ("databaseQualifiedName", "$database"),
            ("schemaQualifiedName", "$schema"),
            ("rowCount", "$count"),
            ("sizeBytes", "$count"),
            ("columnCount", "30"),
            ("isTemporary", "false"),
            ("isProfiled", "false"),
            ("partitionList", "null"),
        ]),
        new("Column", ["SQL", "Catalog", "Asset", "Referenceable"],
        [
            .. s_common,
            ("tableQualifiedName", "$table"),
            ("databaseQualifiedName", "$database"),
            ("schemaQualifiedName", "$schema"),
            ("dataType", "$dataType"),
            ("isNullable", "$flag"),
            ("order", "$small"),
            ("precision", "0"),
            ("numericScale", "0.0"),
            ("isPrimary", "false"),
            ("maxLength", "null"),
        ]),
        new("View", ["SQL", "Catalog", "Asset", "Referenceable"],
        [
            .. s_common,
            ("databaseQualifiedName", "$database"),
            ("schemaQualifiedName", "$schema"),
            ("definition", "$sql"),
            ("columnCount", "12"),
            ("isQueryPreview", "false"),
        ]),
        new("TableauDashboard", ["Tableau", "BI", "Catalog", "Asset", "Referenceable"],
        [
            .. s_common,
            ("siteQualifiedName", "$connection"),
            ("workbookQualifiedName", "$schema"),
            ("sourceURL", "$url"),
            ("projectHierarchy", """[{"name":"Finance","qualifiedName":"default/tableau/1665130698/finance"}]"""),
        ]),
        new("Process", ["Asset", "Referenceable"],
        [
            .. s_common,
            ("sql", "$sql"),
            ("code", "null"),
            ("inputs", """[{"guid":"0c61de1b-4e52-4d06-8c4a-1b9ee1bb1a53","typeName":"Table"}]"""),
            ("outputs", """[{"guid":"8a1c6c1e-3c6f-4a2a-9a63-2f1d2f8c7b10","typeName":"View"}]"""),
        ]),
        new("AtlasGlossaryTerm", ["Asset", "Referenceable"],
        [
            .. s_common,
            ("shortDescription", "$description"),
            ("abbreviation", "\"\""),
            ("usage", "null"),
            ("examples", "[]"),
        ]),
    ];
}
