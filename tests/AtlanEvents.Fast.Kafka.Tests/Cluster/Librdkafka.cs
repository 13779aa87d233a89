using System.Reflection;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Kafka.Tests.Cluster;

/// <summary>The functions of librdkafka that the client does not offer: the mock cluster.</summary>
internal static partial class Librdkafka
{
    private const string Name = "librdkafka";

    // The first one needs libsasl2, which not every machine has; the client tries the same names.
    private static readonly string[] s_names = [Name, "centos8-librdkafka", "alpine-librdkafka"];

    static Librdkafka()
        => NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), static (name, assembly, path) =>
        {
            if (name != Name)
                return 0;

            foreach (string candidate in s_names)
            {
                if (NativeLibrary.TryLoad(candidate, assembly, path, out nint library))
                    return library;
            }

            return 0;
        });

    [LibraryImport(Name)]
    public static partial nint rd_kafka_conf_new();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int rd_kafka_conf_set(nint conf, string name, string value, byte[] error, nint errorLength);

    [LibraryImport(Name)]
    public static partial nint rd_kafka_new(int type, nint conf, byte[] error, nint errorLength);

    [LibraryImport(Name)]
    public static partial void rd_kafka_destroy(nint client);

    [LibraryImport(Name)]
    public static partial nint rd_kafka_handle_mock_cluster(nint client);

    [LibraryImport(Name)]
    public static partial nint rd_kafka_mock_cluster_bootstraps(nint cluster);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int rd_kafka_mock_topic_create(nint cluster, string topic, int partitions, int replicas);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void rd_kafka_mock_topic_set_error(nint cluster, string topic, int error);

    [LibraryImport(Name)]
    public static partial void rd_kafka_mock_group_initial_rebalance_delay_ms(nint cluster, int milliseconds);

    [LibraryImport(Name)]
    public static partial void rd_kafka_mock_set_group_consumer_session_timeout_ms(nint cluster, int milliseconds);

    [LibraryImport(Name)]
    public static partial void rd_kafka_mock_set_group_consumer_heartbeat_interval_ms(nint cluster, int milliseconds);

    [LibraryImport(Name)]
    public static partial int rd_kafka_mock_broker_set_down(nint cluster, int broker);

    [LibraryImport(Name)]
    public static partial int rd_kafka_mock_broker_set_up(nint cluster, int broker);

    [LibraryImport(Name)]
    public static partial int rd_kafka_mock_broker_set_rtt(nint cluster, int broker, int milliseconds);

    [LibraryImport(Name)]
    public static partial void rd_kafka_mock_push_request_errors_array(nint cluster, short apiKey, nint count, int[] errors);

    [LibraryImport(Name)]
    public static partial void rd_kafka_mock_clear_request_errors(nint cluster, short apiKey);
}
