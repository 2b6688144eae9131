using System.Text;
using OvsTop.Screen.Input;

namespace OvsTop.Screen.Tests.Input;

public sealed class KeyDecoderTests
{
    public static TheoryData<string, Key[]> Sequences() => new()
    {
        { "a", [Key.Of('a')] },
        { "qQ?", [Key.Of('q'), Key.Of('Q'), Key.Of('?')] },
        { "é日😀", [new(KeyCode.Rune, 'é'), new(KeyCode.Rune, '日'), new(KeyCode.Rune, 0x1F600)] },
        { "\r\n\t\u007f\b", [new(KeyCode.Enter), new(KeyCode.Enter), new(KeyCode.Tab), new(KeyCode.Backspace), new(KeyCode.Backspace)] },
        { "\u0003\u000c\u001a\0", [Key.Control('c'), Key.Control('l'), Key.Control('z'), Key.Control(' ')] },
        { "\e[A\e[B\e[C\e[D", [new(KeyCode.Up), new(KeyCode.Down), new(KeyCode.Right), new(KeyCode.Left)] },
        { "\eOA\eOH\eOF\eOP\eOS", [new(KeyCode.Up), new(KeyCode.Home), new(KeyCode.End), new(KeyCode.F1), new(KeyCode.F4)] },
        { "\e[H\e[F\e[1~\e[4~\e[7~\e[8~", [new(KeyCode.Home), new(KeyCode.End), new(KeyCode.Home), new(KeyCode.End), new(KeyCode.Home), new(KeyCode.End)] },
        { "\e[2~\e[3~\e[5~\e[6~", [new(KeyCode.Insert), new(KeyCode.Delete), new(KeyCode.PageUp), new(KeyCode.PageDown)] },
        { "\e[15~\e[24~\e[[A\e[[E", [new(KeyCode.F5), new(KeyCode.F12), new(KeyCode.F1), new(KeyCode.F5)] },
        { "\e[Z", [new(KeyCode.BackTab)] },
        { "\e[<0;1;35M\e[<0;1;35m\e[<64;10;2M\e[<65;300;99M\e[<35;1;1M", [new(KeyCode.Click, X: 0, Y: 34), new(KeyCode.WheelUp, X: 9, Y: 1), new(KeyCode.WheelDown, X: 299, Y: 98)] },
        { "\e[<0;1Ma\e[<;;Mb\e[<0;1;2;3Mc", [Key.Of('a'), Key.Of('b'), Key.Of('c')] },
        { "\e[1;5A\e[3;2~\e[1;3C", [new(KeyCode.Up, 0, KeyModifiers.Control), new(KeyCode.Delete, 0, KeyModifiers.Shift), new(KeyCode.Right, 0, KeyModifiers.Alt)] },
        { "\e[97;5u\e[27u\e[9;2u", [Key.Control('a'), new(KeyCode.Escape), new(KeyCode.BackTab)] },
        { "\ex\eé", [new(KeyCode.Rune, 'x', KeyModifiers.Alt), new(KeyCode.Rune, 'é', KeyModifiers.Alt)] },
        { "\e\ea", [new(KeyCode.Escape), new(KeyCode.Rune, 'a', KeyModifiers.Alt)] },
        { "\e[200~rm -rf \e[A\r\e[201~q", [new(KeyCode.Paste, Text: "rm -rf \e[A\r"), Key.Of('q')] },
        { "\e[<0;10;5Mq", [new(KeyCode.Click, X: 9, Y: 4), Key.Of('q')] },
        { "\e[?62;c\e[99~\e[;;;Xj", [Key.Of('j')] },
        { "\e]", [new(KeyCode.Rune, ']', KeyModifiers.Alt)] },
    };

    [Theory]
    [MemberData(nameof(Sequences))]
    public void Bytes_become_keys(string sent, Key[] keys) => Assert.Equal(keys, Decode([Encoding.UTF8.GetBytes(sent)]));

    [Theory]
    [MemberData(nameof(Sequences))]
    public void Bytes_one_at_a_time_become_the_same_keys(string sent, Key[] keys) =>
        Assert.Equal(keys, Decode([.. Encoding.UTF8.GetBytes(sent).Select(b => new[] { b })]));

    [Fact]
    public void A_lone_escape_is_a_key_only_after_a_while()
    {
        var decoder = new KeyDecoder();
        decoder.Feed([0x1B]);
        Assert.False(decoder.TryNext(out _));
        Assert.True(decoder.Pending);
        Assert.True(decoder.TryNext(out var key, timedOut: true));
        Assert.Equal(new Key(KeyCode.Escape), key);
        Assert.False(decoder.Pending);
    }

    [Fact]
    public void Half_a_sequence_is_dropped_after_a_while_and_never_taken_for_text()
    {
        var decoder = new KeyDecoder();
        decoder.Feed("\e[1;5"u8);
        Assert.False(decoder.TryNext(out _));
        Assert.False(decoder.TryNext(out _, timedOut: true));
        decoder.Feed("q"u8);
        Assert.True(decoder.TryNext(out var key));
        Assert.Equal(Key.Of('q'), key);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_dropped()
    {
        Assert.Equal([Key.Of('a'), Key.Of('b'), Key.Of('c')], Decode([[0xFF, (byte)'a', 0xC3, (byte)'b', 0x80, 0x80, (byte)'c']]));
        var decoder = new KeyDecoder();
        decoder.Feed([0xE6, 0x97]);
        Assert.False(decoder.TryNext(out _));
        Assert.False(decoder.TryNext(out _, timedOut: true));
        Assert.False(decoder.Pending);
    }

    [Fact]
    public void An_endless_sequence_and_an_endless_paste_take_no_endless_memory()
    {
        var decoder = new KeyDecoder();
        decoder.Feed("\e["u8);
        for (int i = 0; i < 100; i++)
        {
            decoder.Feed("11111111111111111111"u8);
            Assert.False(decoder.TryNext(out _));
        }

        decoder.Feed("~q"u8);
        Assert.True(decoder.TryNext(out var after));
        Assert.Equal(Key.Of('q'), after);
        decoder.Feed("\e[200~"u8);
        byte[] block = new byte[4096];
        Array.Fill(block, (byte)'x');
        for (int i = 0; i < 100; i++)
        {
            decoder.Feed(block);
            decoder.TryNext(out _);
        }

        decoder.Feed("\e[201~"u8);
        Key paste = default;
        while (decoder.TryNext(out var key))
        {
            paste = key;
        }

        Assert.Equal(KeyCode.Paste, paste.Code);
        Assert.Equal(KeyDecoder.MaxPaste, paste.Text!.Length);
    }

    [Fact]
    public void Random_bytes_never_fail()
    {
        var random = new Random(7);
        var decoder = new KeyDecoder();
        byte[] bytes = new byte[64];
        for (int i = 0; i < 2000; i++)
        {
            random.NextBytes(bytes);
            bytes[random.Next(64)] = 0x1B;
            bytes[random.Next(64)] = (byte)'[';
            decoder.Feed(bytes);
            while (decoder.TryNext(out _, timedOut: random.Next(3) == 0))
            {
            }
        }
    }

    private static List<Key> Decode(byte[][] reads)
    {
        var decoder = new KeyDecoder();
        var keys = new List<Key>();
        foreach (byte[] read in reads)
        {
            decoder.Feed(read);
            while (decoder.TryNext(out var key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }
}
