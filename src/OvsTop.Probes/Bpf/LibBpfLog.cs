using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace OvsTop.Probes.Bpf;

/// <summary>Keeps what libbpf says, to be shown only when something fails: the verifier's log is the one thing that explains a refused program.</summary>
internal static unsafe class LibBpfLog
{
    private const int MaxLines = 200;
    private const int DebugLevel = 2;
    private static readonly Queue<string> Lines = [];
    private static int _installed;

    /// <summary>Redirects libbpf's messages here, once per process.</summary>
    public static void Install()
    {
        if (Interlocked.Exchange(ref _installed, 1) == 0)
        {
            LibBpf.libbpf_set_print(&Print);
        }
    }

    /// <summary>Takes the collected lines and forgets them.</summary>
    public static IReadOnlyList<string> Take()
    {
        lock (Lines)
        {
            var lines = Lines.ToArray();
            Lines.Clear();
            return lines;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Print(int level, byte* format, void* arguments)
    {
        if (level >= DebugLevel)
        {
            return 0;
        }

        // A va_list parameter is a pointer in the x86-64 and arm64 C ABIs, so it can be handed on as it came.
        const int Size = 64 * 1024;
        var buffer = (byte*)NativeMemory.Alloc(Size);
        int length = Math.Clamp(LibC.vsnprintf(buffer, Size, format, arguments), 0, Size - 1);
        string text = Encoding.UTF8.GetString(buffer, length).TrimEnd();
        NativeMemory.Free(buffer);
        lock (Lines)
        {
            foreach (string line in text.Split('\n'))
            {
                Lines.Enqueue(line);
            }

            while (Lines.Count > MaxLines)
            {
                Lines.Dequeue();
            }
        }

        return 0;
    }
}
