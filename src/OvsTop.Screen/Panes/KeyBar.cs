using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>The last line: the views (where it is narrow, their keys), the most useful keys; or a message.</summary>
internal static class KeyBar
{
    private const int MaxRank = 9;

    /// <summary>Hints up to this rank are worth more than the titles of views not shown.</summary>
    private const int LeastRank = 3;

    public static void Draw(UiState state, KeyTable keys, Theme theme, Rect rect, Frame frame)
    {
        if (state.Message is { } message)
        {
            frame.Fill(rect, ' ', theme[Role.Message]);
            frame.WriteFit(rect.X + 1, rect.Y, rect.Width - 2, theme[Role.Message], message);
            return;
        }

        int x = rect.X;
        bool brief = Titles(all: true, state.View) + Width(keys, LeastRank, state.View) + 3 > rect.Width;
        bool keysOnly = Titles(all: false, state.View) + Width(keys, 0, state.View) + 3 > rect.Width;
        for (int i = 0; i < Views.All.Count; i++)
        {
            var view = Views.All[i];
            bool current = view.Key == state.View;
            var text = theme[current ? Role.Tab : Role.Dim];
            int start = x;
            x = frame.Write(x, rect.Y, current ? theme[Role.Tab] : theme[Role.Key], $" {view.Key}");
            x = keysOnly || brief && !current ? frame.Put(x, rect.Y, ' ', current ? theme[Role.Tab] : theme[Role.Text]) : frame.Write(x, rect.Y, text, $" {view.Title} ");
            frame.Mark(new Rect(start, rect.Y, x - start, 1), new Command(CommandKind.ShowView, view.Key));
        }

        Hints(keys, state.View, theme, rect with { X = x + 1, Width = rect.Right - x - 2 }, frame);
    }

    private static void Hints(KeyTable keys, int view, Theme theme, Rect rect, Frame frame)
    {
        int rank = MaxRank;
        while (rank >= 0 && Width(keys, rank, view) > rect.Width)
        {
            rank--;
        }

        int x = rect.Right - Width(keys, rank, view);
        for (int i = 0; i < keys.Hints.Count; i++)
        {
            var hint = keys.Hints[i];
            if (IsShown(hint, rank, view))
            {
                x = frame.Write(x, rect.Y, theme[Role.Key], hint.Label);
                x = frame.Write(x + 1, rect.Y, theme[Role.Dim], hint.Words) + 2;
            }
        }
    }

    private static int Titles(bool all, int shown)
    {
        int width = 0;
        for (int i = 0; i < Views.All.Count; i++)
        {
            width += 3 + (all || Views.All[i].Key == shown ? 1 + Views.All[i].Title.Length : 0);
        }

        return width;
    }

    private static int Width(KeyTable keys, int rank, int view)
    {
        int width = -2;
        for (int i = 0; i < keys.Hints.Count; i++)
        {
            var hint = keys.Hints[i];
            width += IsShown(hint, rank, view) ? TextWidth.Of(hint.Label) + 1 + hint.Words.Length + 2 : 0;
        }

        return width;
    }

    private static bool IsShown(KeyHint hint, int rank, int view) => hint.Rank <= rank && (hint.View == 0 || hint.View == view);
}
