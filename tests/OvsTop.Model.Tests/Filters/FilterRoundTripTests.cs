using System.Text;
using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Tests.Filters;

public sealed class FilterRoundTripTests
{
    [Fact]
    public void Parsing_what_was_printed_gives_the_same_filter()
    {
        var random = new RandomFilters(1);
        for (int i = 0; i < 3_000; i++)
        {
            var filter = random.Next(_ => true);
            string text = filter.ToString();
            var result = Filter.Parse(text);
            Assert.True(result.Error is null, result.Error?.Show(text));
            if (!HasArp(filter.Root!))
            {
                Assert.True(filter.Equals(result.Filter), $"{text}\n{result.Filter}");
            }

            Assert.Equal(result.Filter!.ToString(), Filter.Parse(result.Filter.ToString()).Filter!.ToString());
        }
    }

    [Fact]
    public void The_implied_form_is_a_filter_too()
    {
        var random = new RandomFilters(2);
        for (int i = 0; i < 800; i++)
        {
            string text = string.Concat(ImpliedPrinter.Print(random.Next(_ => true)).Select(p => p.Text));
            Assert.True(Filter.Parse(text).Error is null, text);
        }
    }

    [Fact]
    public void Every_field_and_alias_is_found_and_every_example_is_valid()
    {
        foreach (var field in FilterFields.All)
        {
            Assert.Same(field, FilterFields.Of(field.Id));
            foreach (string name in field.Aliases.Prepend(field.Name))
            {
                string reference = field.Instances == 0 ? name : $"{name}{field.FirstInstance}";
                var result = Filter.Parse($"{reference}={field.Example}");
                Assert.True(result.Error is null, result.Error?.Show($"{reference}={field.Example}"));
                Assert.Equal(field.Id, Assert.IsType<FieldTest>(result.Filter!.Root).Field.Id);
            }
        }

        Assert.Equal(Enum.GetValues<FieldId>().Length - 1, FilterFields.All.Count);
    }

    [Fact]
    public void Random_and_mutated_text_neither_throws_nor_loops()
    {
        const string Characters = "abcdefintu0123456789_.:/=<>!&|,(){}[]\"\\+-*% \t\n\u0000\u001bé\ud83d";
        var random = new Random(3);
        var filters = new RandomFilters(4);
        string flow = "ufid:52b17343-ba0a-4dd4-9a23-09680a262c22, recirc_id(0),in_port(p1),ct_state(+new+trk),tunnel(tun_id=0x2a,flags(-df+csum)),"
            + "packet_type(ns=0,id=0),eth(src=50:54:00:00:00:09),eth_type(0x8100),vlan(vid=1),encap(eth_type(0x0800),ipv4(src=10.0.0.1,tos=0/3,frag=no)), packets:0";
        long characters = 0;
        int parsed = 0;
        while (characters < 1_500_000)
        {
            var text = new StringBuilder(random.Next(3) switch { 0 => "", 1 => flow, _ => filters.Next(_ => true).ToString() });
            for (int edits = random.Next(1, text.Length == 0 ? 60 : 6); edits > 0; edits--)
            {
                int at = random.Next(text.Length + 1);
                if (at < text.Length && random.Next(2) == 0)
                {
                    text.Remove(at, Math.Min(text.Length - at, random.Next(1, 4)));
                }
                else
                {
                    text.Insert(at, Characters[random.Next(Characters.Length)]);
                }
            }

            string mutated = text.ToString();
            var result = Filter.Parse(mutated);
            Assert.True(result.Filter is null != result.Error is null);
            if (result.Error is { } error)
            {
                Assert.InRange(error.Span.Start, 0, mutated.Length);
                Assert.InRange(error.Span.End, error.Span.Start, mutated.Length + 1);
                Assert.NotEmpty(error.Show(mutated));
            }
            else
            {
                parsed++;
                string normal = result.Filter!.ToString();
                Assert.Equal(normal, Filter.Parse(normal).Filter?.ToString());
            }

            characters += mutated.Length;
        }

        Assert.InRange(parsed, 200, int.MaxValue);
    }

    private static bool HasArp(Expr expr) => expr switch
    {
        Junction junction => junction.Parts.Any(HasArp),
        Negation negation => HasArp(negation.Part),
        ProtocolTest test => test.Protocol.Name is "arp" or "rarp",
        FieldTest test => test.Field.Id is FieldId.DlType,
        _ => false,
    };
}
