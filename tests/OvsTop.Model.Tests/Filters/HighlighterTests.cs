using OvsTop.Model.Filters.Editing;

namespace OvsTop.Model.Tests.Filters;

public sealed class HighlighterTests
{
    [Theory]
    [InlineData("in_port=vm1,tcp", "in_port:Field =:Operator vm1:Name ,:Joint tcp:Protocol")]
    [InlineData("not (nw_src=10.0.0.1 or bogus)", "not:Joint (:Bracket nw_src:Field =:Operator 10.0.0.1:Number or:Joint bogus:Error ):Bracket")]
    [InlineData("nw_src=10.0.0.300", "nw_src:Field =:Operator 10.0.0.300:Error")]
    [InlineData("tp_dst in {80, 1..5}", "tp_dst:Field in:Operator {:Bracket 80:Number ,:Joint 1..5:Number }:Bracket")]
    [InlineData("payload=\"a b\"", "payload:Field =:Operator \"a b\":Text")]
    [InlineData("ct_state=+new-est", "ct_state:Field =:Operator +new-est:Name")]
    [InlineData("round:in_port(2),eth() and tcp", "round::Joint in_port(2),eth():Flow and:Joint tcp:Protocol")]
    [InlineData("payload=\"a", "payload:Field =:Operator \"a:Error")]
    [InlineData("tcp & x", "tcp:Protocol &:Error x:Error")]
    public void Every_piece_has_its_class(string text, string pieces)
    {
        var spans = Highlighter.Highlight(text);

        Assert.Equal(pieces, string.Join(' ', spans.Select(s => $"{text.Substring(s.Span.Start, s.Span.Length)}:{s.Class}")));
    }
}
