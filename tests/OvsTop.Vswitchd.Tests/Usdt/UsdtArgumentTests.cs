using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Vswitchd.Tests.Usdt;

public sealed class UsdtArgumentTests
{
    [Theory]
    [InlineData("8@%rdx", 8, UsdtArgumentKind.Register, Register.Rdx, Register.None, 0, 0)]
    [InlineData("4@%ecx", 4, UsdtArgumentKind.Register, Register.Rcx, Register.None, 0, 0)]
    [InlineData("2@%dx", 2, UsdtArgumentKind.Register, Register.Rdx, Register.None, 0, 0)]
    [InlineData("-4@%r14d", -4, UsdtArgumentKind.Register, Register.R14, Register.None, 0, 0)]
    [InlineData("2@%r13w", 2, UsdtArgumentKind.Register, Register.R13, Register.None, 0, 0)]
    [InlineData("1@%r13b", 1, UsdtArgumentKind.Register, Register.R13, Register.None, 0, 0)]
    [InlineData("1@%sil", 1, UsdtArgumentKind.Register, Register.Rsi, Register.None, 0, 0)]
    [InlineData("4@12(%rbx)", 4, UsdtArgumentKind.Memory, Register.Rbx, Register.None, 0, 12)]
    [InlineData("-4@-20(%rbp)", -4, UsdtArgumentKind.Memory, Register.Rbp, Register.None, 0, -20)]
    [InlineData("8@(%rsp)", 8, UsdtArgumentKind.Memory, Register.Rsp, Register.None, 0, 0)]
    [InlineData("8@0x10(%rax,%rcx,8)", 8, UsdtArgumentKind.MemoryIndexed, Register.Rax, Register.Rcx, 8, 16)]
    [InlineData("8@(%rax,%rcx)", 8, UsdtArgumentKind.MemoryIndexed, Register.Rax, Register.Rcx, 1, 0)]
    [InlineData("8@-8(,%rcx,4)", 8, UsdtArgumentKind.MemoryIndexed, Register.None, Register.Rcx, 4, -8)]
    [InlineData("-4@$-1", -4, UsdtArgumentKind.Constant, Register.None, Register.None, 0, -1)]
    [InlineData("8@$18446744073709551615", 8, UsdtArgumentKind.Constant, Register.None, Register.None, 0, -1)]
    [InlineData("8@x0", 8, UsdtArgumentKind.Register, Register.X0, Register.None, 0, 0)]
    [InlineData("4@w30", 4, UsdtArgumentKind.Register, Register.X30, Register.None, 0, 0)]
    [InlineData("8@sp", 8, UsdtArgumentKind.Register, Register.Sp, Register.None, 0, 0)]
    [InlineData("4@[x21, 12]", 4, UsdtArgumentKind.Memory, Register.X21, Register.None, 0, 12)]
    [InlineData("8@[sp,-16]", 8, UsdtArgumentKind.Memory, Register.Sp, Register.None, 0, -16)]
    [InlineData("8@[sp]", 8, UsdtArgumentKind.Memory, Register.Sp, Register.None, 0, 0)]
    [InlineData("8@[x1, x2]", 8, UsdtArgumentKind.MemoryIndexed, Register.X1, Register.X2, 1, 0)]
    [InlineData("8@[x1, x2, lsl 3]", 8, UsdtArgumentKind.MemoryIndexed, Register.X1, Register.X2, 8, 0)]
    [InlineData("4@7", 4, UsdtArgumentKind.Constant, Register.None, Register.None, 0, 7)]
    public void An_argument_is_read(string text, int size, UsdtArgumentKind kind, Register basis, Register index, byte scale, long displacement) =>
        Assert.Equal(new UsdtArgument(size, kind, basis, index, scale, displacement), UsdtArgument.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("8@")]
    [InlineData("%rax")]
    [InlineData("3@%rax")]
    [InlineData("-2147483648@%rax")]
    [InlineData("8@%rip")]
    [InlineData("1@%ah")]
    [InlineData("8f@%xmm0")]
    [InlineData("8@8(%rip)")]
    [InlineData("8@symbol(%rax)")]
    [InlineData("8@8(%rax")]
    [InlineData("8@()")]
    [InlineData("8@(%rax,)")]
    [InlineData("8@(%rax,%rbx,3)")]
    [InlineData("8@(%rax,%rbx,8,9)")]
    [InlineData("8@x31")]
    [InlineData("8@[x0, lsl 3]")]
    [InlineData("8@[x0, x1, lsl 9]")]
    [InlineData("8@[x0")]
    [InlineData("8@$")]
    [InlineData("8@$1x")]
    [InlineData("8@$99999999999999999999")]
    public void Unknown_syntax_is_refused_with_its_text(string text)
    {
        var error = Assert.Throws<FormatException>(() => UsdtArgument.Parse(text));

        Assert.Contains($"'{text}'", error.Message);
    }

    [Fact]
    public void Blanks_inside_brackets_do_not_separate_arguments()
    {
        var arguments = UsdtArgument.ParseAll("8@x19 4@[x20, 12]  8@[x21, 576] -4@w0");

        Assert.Equal([8, 4, 8, -4], arguments.Select(a => a.Size));
        Assert.Equal([0L, 12, 576, 0], arguments.Select(a => a.Displacement));
    }

    [Theory]
    [InlineData(Register.R15, 0)]
    [InlineData(Register.R14, 8)]
    [InlineData(Register.R13, 16)]
    [InlineData(Register.R12, 24)]
    [InlineData(Register.Rbp, 32)]
    [InlineData(Register.Rbx, 40)]
    [InlineData(Register.R11, 48)]
    [InlineData(Register.R10, 56)]
    [InlineData(Register.R9, 64)]
    [InlineData(Register.R8, 72)]
    [InlineData(Register.Rax, 80)]
    [InlineData(Register.Rcx, 88)]
    [InlineData(Register.Rdx, 96)]
    [InlineData(Register.Rsi, 104)]
    [InlineData(Register.Rdi, 112)]
    [InlineData(Register.Rsp, 152)]
    [InlineData(Register.X0, 0)]
    [InlineData(Register.X30, 240)]
    [InlineData(Register.Sp, 248)]
    public void A_register_is_where_pt_regs_has_it(Register register, int offset) => Assert.Equal(offset, register.PtRegsOffset());

    [Fact]
    public void No_register_has_no_offset() => Assert.Throws<ArgumentOutOfRangeException>(() => Register.None.PtRegsOffset());

    [Fact]
    public void Every_argument_string_of_every_release_is_read()
    {
        int probes = 0, arguments = 0;
        foreach (string line in TestData.Read("usdt-args-by-version.txt").Split('\n'))
        {
            int open = line.IndexOf('[', StringComparison.Ordinal);
            if (open < 0) continue;
            string text = line[(open + 1)..line.LastIndexOf(']')];
            var parsed = UsdtArgument.ParseAll(text);
            Assert.Equal(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, parsed.Length);
            probes++;
            arguments += parsed.Length;
        }

        Assert.Equal((95, 323), (probes, arguments));
    }
}
