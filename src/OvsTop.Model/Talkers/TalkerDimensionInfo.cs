namespace OvsTop.Model.Talkers;

/// <summary>One dimension for people and programs.</summary>
/// <param name="Dimension">Which.</param>
/// <param name="Name">In options and JSON, e.g. <c>in_port</c>.</param>
/// <param name="Title">On the screen, e.g. <c>source address</c>.</param>
public sealed record TalkerDimensionInfo(TalkerDimension Dimension, string Name, string Title);
