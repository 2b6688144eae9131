using OvsTop.Screen.Input;
using OvsTop.Screen.Toolkits;

namespace OvsTop.Screen.Tests.Toolkits;

/// <summary>Numbers are those of Terminal.Gui.Drivers.KeyCode, written out.</summary>
public sealed class ToolkitKeysTests
{
    private const uint Shift = 0x1000_0000, Control = 0x4000_0000, Alt = 0x8000_0000, Special = 0x10_FFFF;

    public static TheoryData<uint, int, Key> Pressed() => new()
    {
        { 'Q', 'q', Key.Of('q') },
        { 'Q' | Shift, 'Q', Key.Of('Q') },
        { 'Q' | Shift, 0, Key.Of('Q') },
        { '7', '7', Key.Of('7') },
        { ' ', ' ', Key.Of(' ') },
        { '?', '?', Key.Of('?') },
        { '1' | Shift, '!', Key.Of('!') },
        { 0xE9, 0xE9, new(KeyCode.Rune, 0xE9) },
        { 0x1F600, 0x1F600, new(KeyCode.Rune, 0x1F600) },
        { 'C' | Control, 0, Key.Control('c') },
        { 'C' | Control | Shift, 0, Key.Control('c') },
        { ' ' | Control, 0, Key.Control(' ') },
        { 'X' | Alt, 0, new(KeyCode.Rune, 'x', KeyModifiers.Alt) },
        { 'X' | Alt | Shift, 0, new(KeyCode.Rune, 'X', KeyModifiers.Alt) },
        { 8, 0, new(KeyCode.Backspace) },
        { 9, 9, new(KeyCode.Tab) },
        { 9 | Shift, 9, new(KeyCode.BackTab) },
        { 13, 13, new(KeyCode.Enter) },
        { 27, 27, new(KeyCode.Escape) },
        { Special + 33, 0, new(KeyCode.PageUp) },
        { Special + 34, 0, new(KeyCode.PageDown) },
        { Special + 35, 0, new(KeyCode.End) },
        { Special + 36, 0, new(KeyCode.Home) },
        { Special + 37, 0, new(KeyCode.Left) },
        { Special + 38, 0, new(KeyCode.Up) },
        { Special + 39, 0, new(KeyCode.Right) },
        { Special + 40, 0, new(KeyCode.Down) },
        { Special + 45, 0, new(KeyCode.Insert) },
        { Special + 46, 0, new(KeyCode.Delete) },
        { Special + 112, 0, new(KeyCode.F1) },
        { Special + 123, 0, new(KeyCode.F12) },
        { (Special + 38) | Control, 0, new(KeyCode.Up, 0, KeyModifiers.Control) },
        { (Special + 46) | Shift, 0, new(KeyCode.Delete, 0, KeyModifiers.Shift) },
    };

    [Theory]
    [MemberData(nameof(Pressed))]
    public void A_number_is_the_key_that_a_terminal_would_have_sent(uint code, int rune, Key key) => Assert.Equal(key, ToolkitKeys.Of(code, rune));

    [Theory]
    [InlineData(0u)]
    [InlineData(12u)]
    [InlineData(Shift)]
    [InlineData(Special + 124)]
    [InlineData(Special + 44)]
    [InlineData(0xD800u)]
    [InlineData(0xFFFF_FFFFu)]
    public void What_is_no_key_here_is_dropped(uint code) => Assert.Equal(default, ToolkitKeys.Of(code, 0));
}
