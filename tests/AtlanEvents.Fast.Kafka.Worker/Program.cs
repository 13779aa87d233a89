using AtlanEvents.Fast.Kafka;
using AtlanEvents.Fast.Kafka.Worker;
using Confluent.Kafka;

// A consumer that tests start, kill and pause: BOOTSTRAP TOPIC GROUP PROTOCOL FILE. Appends each event that it handled to the file.
// Stops at the end of standard input, so also with the process that started it.
var options = new EventConsumerOptions
{
    BootstrapServers = args[0],
    GroupId = args[2],
    GroupProtocol = Enum.Parse<GroupProtocol>(args[3]),
    FirstRetryDelay = TimeSpan.FromMilliseconds(1),
    MaxRetryDelay = TimeSpan.FromMilliseconds(5),
    MaxAttempts = 100,
    StopTimeout = TimeSpan.FromSeconds(5),
    RevokeTimeout = TimeSpan.FromSeconds(2),
    ConnectTimeout = TimeSpan.FromMinutes(5),
};
options.Topics.Add(args[1]);

// The mock cluster sometimes stops answering on a connection; this is how soon the client opens another one.
options.ClientSettings["socket.timeout.ms"] = "5000";
options.ConsumerSettings["auto.commit.interval.ms"] = "200";
if (options.GroupProtocol == GroupProtocol.Classic)
{
    options.ConsumerSettings["session.timeout.ms"] = "3000";
    options.ConsumerSettings["heartbeat.interval.ms"] = "300";
}

using var handler = new AppendingHandler(args[4]);
using var consumer = new EventConsumer(options, handler, new ErrorLog());
using var stop = new CancellationTokenSource();
Task run = consumer.RunAsync(stop.Token);
Task end = Task.Run(() => Console.In.ReadToEnd());
while (await Task.WhenAny(run, end, Task.Delay(TimeSpan.FromSeconds(5))) is Task first && first != run && first != end)
    Console.Error.WriteLine($"{DateTime.UtcNow:HH:mm:ss.fff} {consumer.Status}");

await stop.CancelAsync();
await run;
