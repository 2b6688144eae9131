using System.Collections.Frozen;

namespace OvsTop.Vswitchd.Usdt;

/// <summary>Names of registers and where the kernel keeps them.</summary>
public static class Registers
{
    private static readonly (Register Register, int PtRegsOffset, string Names)[] X86 =
    [
        (Register.R15, 0, "r15 r15d r15w r15b"), (Register.R14, 8, "r14 r14d r14w r14b"), (Register.R13, 16, "r13 r13d r13w r13b"),
        (Register.R12, 24, "r12 r12d r12w r12b"), (Register.Rbp, 32, "rbp ebp bp bpl"), (Register.Rbx, 40, "rbx ebx bx bl"),
        (Register.R11, 48, "r11 r11d r11w r11b"), (Register.R10, 56, "r10 r10d r10w r10b"), (Register.R9, 64, "r9 r9d r9w r9b"),
        (Register.R8, 72, "r8 r8d r8w r8b"), (Register.Rax, 80, "rax eax ax al"), (Register.Rcx, 88, "rcx ecx cx cl"),
        (Register.Rdx, 96, "rdx edx dx dl"), (Register.Rsi, 104, "rsi esi si sil"), (Register.Rdi, 112, "rdi edi di dil"),
        (Register.Rsp, 152, "rsp esp sp spl"),
    ];

    private static readonly int[] Offsets = MakeOffsets();
    private static readonly FrozenDictionary<string, Register> ByX86Name =
        X86.SelectMany(r => r.Names.Split(' ').Select(name => (name, r.Register))).ToFrozenDictionary(p => p.name, p => p.Register);
    private static readonly FrozenDictionary<string, Register> ByArmName = MakeArmNames();

    /// <summary>
    /// Byte offset of the register in <c>struct pt_regs</c>: arch/x86/include/asm/ptrace.h, or user_pt_regs of
    /// arch/arm64/include/uapi/asm/ptrace.h, by what the register belongs to.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Register.None"/> has no offset.</exception>
    public static int PtRegsOffset(this Register register)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((byte)register, (byte)Register.None, nameof(register));
        return Offsets[(int)register];
    }

    /// <summary>By the name after <c>%</c> in AT&amp;T syntax; <see cref="Register.None"/> when unknown. The high bytes ah..dh are no low parts: unknown.</summary>
    internal static Register FindX86(ReadOnlySpan<char> name) =>
        ByX86Name.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var register) ? register : Register.None;

    /// <summary>By its aarch64 name, x0..x30, w0..w30, sp; <see cref="Register.None"/> when unknown.</summary>
    internal static Register FindArm(ReadOnlySpan<char> name) =>
        ByArmName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var register) ? register : Register.None;

    private static int[] MakeOffsets()
    {
        const int WordSize = 8, ArmStackPointer = 248;
        var offsets = new int[(int)Register.Sp + 1];
        foreach (var (register, offset, _) in X86) offsets[(int)register] = offset;
        for (var x = Register.X0; x <= Register.X30; x++) offsets[(int)x] = (x - Register.X0) * WordSize;
        offsets[(int)Register.Sp] = ArmStackPointer;
        return offsets;
    }

    private static FrozenDictionary<string, Register> MakeArmNames()
    {
        var names = new Dictionary<string, Register>(StringComparer.Ordinal) { ["sp"] = Register.Sp, ["wsp"] = Register.Sp };
        for (var x = Register.X0; x <= Register.X30; x++)
        {
            names[$"x{x - Register.X0}"] = x;
            names[$"w{x - Register.X0}"] = x;
        }

        return names.ToFrozenDictionary();
    }
}
