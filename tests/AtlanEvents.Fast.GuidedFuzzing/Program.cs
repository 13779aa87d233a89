using AtlanEvents.Fast.GuidedFuzzing;
using SharpFuzz;

// A fuzzing target for AFL++, which tests/fuzz starts: TARGET [FILE...]. Without files, AFL++ provides the inputs; with files, each is run once.
if (args.Length == 0 || !Targets.All.TryGetValue(args[0], out Func<Action<byte[]>>? create))
{
    Console.Error.WriteLine($"usage: AtlanEvents.Fast.GuidedFuzzing {string.Join('|', Targets.All.Keys)} [FILE...]");
    return 2;
}

// Created with the first input: instrumented code must not run before AFL++ is connected.
var target = new Lazy<Action<byte[]>>(create);
if (args.Length > 1)
{
    foreach (string file in args[1..])
        target.Value(File.ReadAllBytes(file));

    return 0;
}

Fuzzer.OutOfProcess.Run(stream =>
{
    using var input = new MemoryStream();
    stream.CopyTo(input);
    try
    {
        target.Value(input.ToArray());
    }
    catch (Exception exception)
    {
        // AFL++ keeps only the input, and a find may depend on earlier inputs.
        if (Environment.GetEnvironmentVariable("FUZZ_LOG") is string log)
            File.AppendAllText(log, $"{exception}\n");

        throw;
    }
});
return 0;
