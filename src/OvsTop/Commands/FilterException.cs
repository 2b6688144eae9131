namespace OvsTop.Commands;

/// <summary>A filter has an error. The message is two lines: the filter, and carets under the place with what is wrong.</summary>
internal sealed class FilterException(string message) : Exception(message);
