namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>Lines to paste, for each command, the most wanted one first. A test runs them all.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, Example[]> s_all = new()
    {
        ["stats"] =
        [
            new("What is in this dump?", "atlan-events stats dump.ndjson.gz"),
            new("Or in this stream?", "kubectl logs consumer | atlan-events stats -"),
            new("What was done: tagged, custom metadata removed, lineage created, ...", "atlan-events stats --by scenario dump.ndjson.gz"),
            new("The counts, for programs", "atlan-events stats --format json *.ndjson | jq .typeName"),
        ],
        ["replay"] =
        [
            new("The five routing fields as JSON, one event a line", "atlan-events replay dump.ndjson.gz"),
            new("One database of a dump, byte for byte", """
                atlan-events replay --format raw \
                  --under default/bigquery/1665130698/analytics_1 \
                  dump.ndjson > analytics.ndjson
                """),
            new("All purges, as a table", """
                atlan-events replay --format csv --to purged.csv \
                  --operation ENTITY_DELETE --handler HARD --handler PURGE dump.ndjson.gz
                """),
            new("What can be read in one file, what cannot in another", """
                atlan-events replay --to good.ndjson --dead-letter bad.ndjson dump.ndjson
                """),
            new("What would be sent to this receiver?", """
                atlan-events replay --to https://consumer.example.com/atlan --dry-run \
                  dump.ndjson
                """),
            new("Send it. After a stop, the same command goes on", """
                atlan-events replay --to https://consumer.example.com/atlan \
                  --secret-env ATLAN_SECRET --checkpoint sent.json \
                  --dead-letter refused.ndjson dump.ndjson
                """),
            new("Into a file, each event once. After a stop, the same command goes on", """
                atlan-events replay --to events.ndjson --checkpoint events.json \
                  dump.ndjson.gz
                """),
            new("As tail -F: each event when it is appended, until there were five", "atlan-events replay --follow --limit 5 dump.ndjson"),
            new("How far is it? Answers for programs", """
                atlan-events replay --to good.ndjson --progress json dump.ndjson \
                  2> progress.ndjson
                """),
        ],
        ["generate"] =
        [
            new("A bulk delete of 15,514 assets", "atlan-events generate > dump.ndjson"),
            new("One of a million columns, archived", """
                atlan-events generate --columns 1000000 --handler SOFT \
                  | gzip > big.ndjson.gz
                """),
            new("Every kind of event, and other messages", "atlan-events generate --mix --events 50000 --seed 7 > mixed.ndjson"),
            new("Compressed, split, wrapped: is every delete found?", "atlan-events generate --every-form | atlan-events audit"),
        ],
        ["audit"] =
        [
            new("Was everything deleted, each asset once, all in one way?", "atlan-events audit dump.ndjson.gz"),
            new("Just these assets, and so many?", """
                atlan-events audit --expect Column=15000,Table=500 \
                  --expect-guids guids.txt dump.ndjson
                """),
            new("One database, in a stream that may repeat events", """
                atlan-events audit --under default/bigquery/1665130698/analytics_1 \
                  --allow duplicate-delete dump.ndjson
                """),
            new("The verdict, for programs", "atlan-events audit --format json dump.ndjson | jq -r .verdict"),
        ],
        ["completion"] =
        [
            new("TAB completes in bash: now, and in every new shell", """
                source <(atlan-events completion bash)
                echo 'source <(atlan-events completion bash)' >> ~/.bashrc
                """),
            new("In zsh: into a folder of fpath, such as this one", """
                mkdir -p ~/.zfunc && atlan-events completion zsh > ~/.zfunc/_atlan-events
                """),
            new("In fish", """
                mkdir -p ~/.config/fish/completions
                atlan-events completion fish > ~/.config/fish/completions/atlan-events.fish
                """),
        ],
        ["man"] =
        [
            new("Read the manual", "atlan-events man | man -l -"),
            new("Install it, for: man atlan-events", """
                mkdir -p ~/.local/share/man/man1
                atlan-events man > ~/.local/share/man/man1/atlan-events.1
                """),
        ],
    };

    /// <summary>Those of a command; of the root, the first of each.</summary>
    public static IReadOnlyList<Example> Of(string command)
        => s_all.TryGetValue(command, out Example[]? examples) ? examples : [.. s_all.Values.Select(all => all[0])];

    /// <summary>What there is to know about a command beyond its options: paragraphs.</summary>
    public static IReadOnlyList<string> NotesOn(string command) => command switch
    {
        "audit" =>
        [
            "What is checked: one ENTITY_DELETE for each asset, and for every asset between a connection (or what --under names) and "
                + "a deleted asset, by the / in qualifiedName. Events may come in any order. Anything off makes the exit code 1: also "
                + "a repeated delete, a rejected line, an incomplete message, and no delete at all.",
            "Memory: some 60 bytes an asset, whatever its name, and the names of those that others stand below.",
        ],
        "completion" =>
        [
            "In zsh, the folder has to be in fpath before compinit: fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit",
            "The script knows all commands, options and values, and starts nothing. Make it anew when the tool was updated.",
        ],
        _ => [],
    };
}
