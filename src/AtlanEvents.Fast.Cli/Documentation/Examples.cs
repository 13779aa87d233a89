namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>A command to paste into a shell.</summary>
/// <param name="Purpose">What it does.</param>
/// <param name="Command">The command; a long one continues on the next line after a backslash.</param>
internal sealed record Example(string Purpose, string Command);

/// <summary>Examples for each command, the most important one first. A test runs them all.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, Example[]> s_all = new()
    {
        ["stats"] =
        [
            new("Summarise a dump", "atlan-events stats dump.ndjson.gz"),
            new("Summarise a stream", "kubectl logs consumer | atlan-events stats -"),
            new("Count by scenario: tagged, lineage created, ...", "atlan-events stats --by scenario dump.ndjson.gz"),
            new("Count by time, and who caused most events", """
                atlan-events stats --by time:1h --top message.entity.updatedBy:5 \
                  --since 2022-11-01 dump.ndjson.gz
                """),
            new("Counts for programs", "atlan-events stats --format json *.ndjson | jq .typeName"),
        ],
        ["replay"] =
        [
            new("Write the five routing fields as JSON, one event per line", "atlan-events replay dump.ndjson.gz"),
            new("Extract one database of a dump, byte for byte", """
                atlan-events replay --format raw \
                  --under default/bigquery/1665130698/analytics_1 \
                  dump.ndjson > analytics.ndjson
                """),
            new("Write all purges as CSV", """
                atlan-events replay --format csv --to purged.csv \
                  --operation ENTITY_DELETE --handler HARD --handler PURGE dump.ndjson.gz
                """),
            new("Write Parquet, to query with DuckDB and other engines", """
                atlan-events replay --format parquet --to events.parquet dump.ndjson.gz
                """),
            new("Separate valid events from rejected lines", """
                atlan-events replay --to good.ndjson --dead-letter bad.ndjson dump.ndjson
                """),
            new("Show what would be sent to a receiver", """
                atlan-events replay --to https://consumer.example.com/atlan --dry-run \
                  dump.ndjson
                """),
            new("Send it; after a stop, repeat the command to resume", """
                atlan-events replay --to https://consumer.example.com/atlan \
                  --secret-env ATLAN_SECRET --checkpoint sent.json \
                  --dead-letter refused.ndjson dump.ndjson
                """),
            new("Write each event exactly once; after a stop, repeat the command to resume", """
                atlan-events replay --to events.ndjson --checkpoint events.json \
                  dump.ndjson.gz
                """),
            new("Send the events of a topic to a receiver; the next run continues", """
                atlan-events replay --to https://consumer.example.com/atlan \
                  --dead-letter refused.ndjson \
                  'kafka://kafka-1:9092/ATLAS_ENTITIES?group=web'
                """),
            new("Follow a file like tail -F, up to five events", "atlan-events replay --follow --limit 5 dump.ndjson"),
            new("Report progress to programs", """
                atlan-events replay --to good.ndjson --progress json dump.ndjson \
                  2> progress.ndjson
                """),
        ],
        ["generate"] =
        [
            new("Write a bulk delete of 15,514 assets", "atlan-events generate > dump.ndjson"),
            new("Write an archive of a million columns", """
                atlan-events generate --columns 1000000 --handler SOFT \
                  | gzip > big.ndjson.gz
                """),
            new("Write every kind of event, and other messages", "atlan-events generate --mix --events 50000 --seed 7 > mixed.ndjson"),
            new("Find deletes in compressed, split and wrapped messages", "atlan-events generate --every-form | atlan-events audit"),
        ],
        ["audit"] =
        [
            new("Check that everything was deleted, each asset once, all in the same way", "atlan-events audit dump.ndjson.gz"),
            new("Check that exactly the expected assets were deleted", """
                atlan-events audit --expect Column=15000,Table=500 \
                  --expect-guids guids.txt dump.ndjson
                """),
            new("Check one database, in a stream that may repeat events", """
                atlan-events audit --under default/bigquery/1665130698/analytics_1 \
                  --allow duplicate-delete dump.ndjson
                """),
            new("The verdict for programs", "atlan-events audit --format json dump.ndjson | jq -r .verdict"),
        ],
        ["receive"] =
        [
            new("Append the webhooks of Atlan to a file", """
                atlan-events receive --listen http://127.0.0.1:8080/atlan \
                  --to events.ndjson --secret-file secret
                """),
            new("Start a new file each day, and compress the old one", """
                atlan-events receive --listen http://127.0.0.1:8080/atlan \
                  --to events.ndjson --secret-file secret \
                  --rotate-interval 86400 --compress-rotated
                """),
            new("Receive over TLS", """
                atlan-events receive --listen https://0.0.0.0:8443/atlan \
                  --tls-certificate cert.pem --tls-key key.pem \
                  --to events.ndjson --secret-env ATLAN_SECRET
                """),
        ],
        ["report"] =
        [
            new("Show a bulk delete to whoever must approve or explain it", "atlan-events report dump.ndjson.gz -o report.html"),
            new("Only one database, and the totals that were agreed", """
                atlan-events report --under default/bigquery/1665130698/analytics_1 \
                  --expect Database=1,Schema=4 dump.ndjson -o analytics.html
                """),
        ],
        ["completion"] =
        [
            new("Enable completion in bash, now and in new shells", """
                source <(atlan-events completion bash)
                echo 'source <(atlan-events completion bash)' >> ~/.bashrc
                """),
            new("Enable completion in zsh, in a folder of fpath", """
                mkdir -p ~/.zfunc && atlan-events completion zsh > ~/.zfunc/_atlan-events
                """),
            new("Enable completion in fish", """
                mkdir -p ~/.config/fish/completions
                atlan-events completion fish > ~/.config/fish/completions/atlan-events.fish
                """),
        ],
        ["man"] =
        [
            new("Read the manual", "atlan-events man | man -l -"),
            new("Install the manual for: man atlan-events", """
                mkdir -p ~/.local/share/man/man1
                atlan-events man > ~/.local/share/man/man1/atlan-events.1
                """),
        ],
    };

    /// <summary>The examples of a command; for the root, the first example of each command.</summary>
    public static IReadOnlyList<Example> Of(string command)
        => s_all.TryGetValue(command, out Example[]? examples) ? examples : [.. s_all.Values.Select(all => all[0])];

    /// <summary>Further paragraphs about a command.</summary>
    public static IReadOnlyList<string> NotesFor(string command) => command switch
    {
        "audit" =>
        [
            "The audit requires one ENTITY_DELETE for each asset, and for every asset between a deleted asset and its connection (or the "
                + "name given by --under), by the slashes in qualifiedName. Events may come in any order. Any fault makes the exit "
                + "code 1, including a repeated delete, a rejected line, an incomplete message, and the absence of deletes.",
            "An audit needs about 60 bytes of memory per asset, and the names of assets that have others below them.",
        ],
        "receive" =>
        [
            "A request is answered 200 when its message is in the file and synced. So after a crash, every message that was answered is "
                + "there, and the next start removes an unfinished line.",
        ],
        "completion" =>
        [
            "In zsh, the folder must be in fpath before compinit runs: fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit",
            "The script contains all commands, options and values. Write it again after an update of the tool.",
        ],
        _ => [],
    };
}
