using System.Globalization;

namespace OvsTop.Vswitchd.Usdt;

/// <summary>The operand syntaxes of GCC and LLVM in stapsdt notes: AT&amp;T for x86-64, brackets for aarch64.</summary>
internal static class UsdtArgumentParser
{
    /// <summary>False for anything that is not understood completely.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UsdtArgument argument)
    {
        argument = default;
        int at = text.IndexOf('@');
        if (at < 0 || !int.TryParse(text[..at], NumberStyles.AllowLeadingSign, null, out int size) || Math.Abs((long)size) is not (1 or 2 or 4 or 8)) return false;
        var operand = text[(at + 1)..].Trim();
        if (operand.IsEmpty) return false;
        bool known = operand[0] switch
        {
            '$' or '#' => Constant(operand[1..], size, out argument),
            '%' => InRegister(Registers.FindX86(operand[1..]), size, out argument),
            '[' => ArmMemory(operand, size, out argument),
            _ when operand[^1] == ')' => X86Memory(operand, size, out argument),
            _ => InRegister(Registers.FindArm(operand), size, out argument) || Constant(operand, size, out argument),
        };
        return known;
    }

    private static bool Constant(ReadOnlySpan<char> text, int size, out UsdtArgument argument)
    {
        bool known = Number(text, out long value);
        argument = new UsdtArgument(size, UsdtArgumentKind.Constant, Register.None, Register.None, 0, value);
        return known;
    }

    private static bool InRegister(Register register, int size, out UsdtArgument argument)
    {
        argument = new UsdtArgument(size, UsdtArgumentKind.Register, register, Register.None, 0, 0);
        return register != Register.None;
    }

    /// <summary><c>disp(%base)</c>, <c>disp(%base,%index)</c>, <c>disp(%base,%index,scale)</c>, <c>disp(,%index,scale)</c>.</summary>
    private static bool X86Memory(ReadOnlySpan<char> operand, int size, out UsdtArgument argument)
    {
        argument = default;
        int open = operand.IndexOf('(');
        if (open < 0) return false;
        long displacement = 0;
        if (open > 0 && !Number(operand[..open], out displacement)) return false;

        Span<Range> parts = stackalloc Range[4];
        var inner = operand[(open + 1)..^1];
        int count = inner.Split(parts, ',', StringSplitOptions.TrimEntries);
        if (count is < 1 or > 3) return false;
        var baseName = inner[parts[0]];
        if (!X86Register(baseName, out var baseRegister) && !(baseName.IsEmpty && count > 1)) return false;
        if (count == 1)
        {
            argument = new UsdtArgument(size, UsdtArgumentKind.Memory, baseRegister, Register.None, 0, displacement);
            return true;
        }

        byte scale = 1;
        if (!X86Register(inner[parts[1]], out var index)) return false;
        if (count == 3 && (!byte.TryParse(inner[parts[2]], NumberStyles.None, null, out scale) || scale is not (1 or 2 or 4 or 8))) return false;
        argument = new UsdtArgument(size, UsdtArgumentKind.MemoryIndexed, baseRegister, index, scale, displacement);
        return true;
    }

    /// <summary><c>[x0]</c>, <c>[x0, 8]</c>, <c>[x0, x1]</c>, <c>[x0, x1, lsl 3]</c>; numbers may have a <c>#</c>.</summary>
    private static bool ArmMemory(ReadOnlySpan<char> operand, int size, out UsdtArgument argument)
    {
        argument = default;
        if (operand[^1] != ']') return false;
        Span<Range> parts = stackalloc Range[4];
        var inner = operand[1..^1];
        int count = inner.Split(parts, ',', StringSplitOptions.TrimEntries);
        if (count is < 1 or > 3) return false;
        var baseRegister = Registers.FindArm(inner[parts[0]]);
        if (baseRegister == Register.None) return false;
        long displacement = 0;
        if (count == 1 || (count == 2 && Number(WithoutHash(inner[parts[1]]), out displacement)))
        {
            argument = new UsdtArgument(size, UsdtArgumentKind.Memory, baseRegister, Register.None, 0, displacement);
            return true;
        }

        var index = Registers.FindArm(inner[parts[1]]);
        byte shift = 0;
        if (index == Register.None || (count == 3 && !Shift(inner[parts[2]], out shift))) return false;
        argument = new UsdtArgument(size, UsdtArgumentKind.MemoryIndexed, baseRegister, index, (byte)(1 << shift), 0);
        return true;
    }

    private static bool Shift(ReadOnlySpan<char> text, out byte shift)
    {
        shift = 0;
        return text.StartsWith("lsl ") && byte.TryParse(WithoutHash(text[4..].Trim()), NumberStyles.None, null, out shift) && shift <= 3;
    }

    private static bool X86Register(ReadOnlySpan<char> text, out Register register)
    {
        register = text.StartsWith('%') ? Registers.FindX86(text[1..]) : Register.None;
        return register != Register.None;
    }

    private static ReadOnlySpan<char> WithoutHash(ReadOnlySpan<char> text) => text.StartsWith('#') ? text[1..] : text;

    /// <summary>Decimal or 0x; constants above 2^63 are written unsigned and wrap.</summary>
    private static bool Number(ReadOnlySpan<char> text, out long value)
    {
        bool negative = text.StartsWith('-');
        if (negative) text = text[1..];
        bool known = text.StartsWith("0x")
            ? ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, null, out ulong number)
            : ulong.TryParse(text, NumberStyles.None, null, out number);
        value = unchecked(negative ? -(long)number : (long)number);
        return known;
    }
}
