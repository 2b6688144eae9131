namespace OvsTop.Screen.Frames;

/// <summary>A part of a frame, in cells.</summary>
public readonly record struct Rect(int X, int Y, int Width, int Height)
{
    /// <summary>First column to the right.</summary>
    public int Right => X + Width;

    /// <summary>First row below.</summary>
    public int Bottom => Y + Height;

    /// <summary>True when there is no cell in it.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>The cells of both.</summary>
    public Rect Intersect(Rect other)
    {
        int x = Math.Max(X, other.X), y = Math.Max(Y, other.Y);
        return new Rect(x, y, Math.Max(0, Math.Min(Right, other.Right) - x), Math.Max(0, Math.Min(Bottom, other.Bottom) - y));
    }

    /// <summary>Without a margin.</summary>
    public Rect Inset(int horizontal, int vertical) =>
        new(X + horizontal, Y + vertical, Math.Max(0, Width - 2 * horizontal), Math.Max(0, Height - 2 * vertical));

    /// <summary>Cuts off the upper rows.</summary>
    public Rect Top(int height, out Rect rest)
    {
        // rest may be the variable this was read from.
        height = Math.Clamp(height, 0, Height);
        var top = this with { Height = height };
        rest = this with { Y = Y + height, Height = Height - height };
        return top;
    }

    /// <summary>Cuts off the left columns.</summary>
    public Rect Left(int width, out Rect rest)
    {
        width = Math.Clamp(width, 0, Width);
        var left = this with { Width = width };
        rest = this with { X = X + width, Width = Width - width };
        return left;
    }

    /// <summary>Column <paramref name="index"/> of <paramref name="count"/> equal ones with one free column between them.</summary>
    public Rect Column(int index, int count)
    {
        int from = (Width + 1) * index / count, to = (Width + 1) * (index + 1) / count;
        return this with { X = X + from, Width = Math.Max(0, to - from - 1) };
    }

    /// <summary>Row <paramref name="index"/> of <paramref name="count"/> equal ones.</summary>
    public Rect Row(int index, int count)
    {
        int from = Height * index / count, to = Height * (index + 1) / count;
        return this with { Y = Y + from, Height = to - from };
    }

    /// <summary>A rectangle of this size in the middle.</summary>
    public Rect Centered(int width, int height)
    {
        width = Math.Min(width, Width);
        height = Math.Min(height, Height);
        return new Rect(X + (Width - width) / 2, Y + (Height - height) / 2, width, height);
    }
}
