using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>A view in a few rows, for the overview.</summary>
public interface IStrip
{
    /// <summary>Key of the view it is of.</summary>
    int View { get; }

    /// <summary>Name of that view.</summary>
    string Name { get; }

    /// <summary>Title of that view, as its rule begins.</summary>
    string Title { get; }

    /// <summary>What is measured while it is shown; the cheap part of what its view needs.</summary>
    Measurements Needs { get; }

    /// <summary>Rows without which it makes no sense, with its rule.</summary>
    int MinHeight { get; }

    /// <summary>Rows with which nothing is left out.</summary>
    int WantedHeight(Snapshot snapshot);

    /// <summary>Draws into <paramref name="rect"/>, at least <see cref="MinHeight"/> high and 40 wide; more room than wanted is for charts.</summary>
    void Draw(Snapshot snapshot, Theme theme, Rect rect, Frame frame);
}
