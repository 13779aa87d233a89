// Linked into the native executable on x86-64. Runs before the .NET runtime, which would abort without these instructions.
#include <string.h>
#include <unistd.h>

__attribute__((constructor)) static void require_x86_64_v3(void)
{
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma"))
        return;

    static const char message[] =
        "atlan-events: this executable needs a processor with AVX2 (x86-64-v3); use the portable tool, "
        "which 'dotnet publish -p:PublishAot=false' makes\n";
    (void)!write(STDERR_FILENO, message, strlen(message));

    // ExitCode.Unavailable
    _exit(69);
}
