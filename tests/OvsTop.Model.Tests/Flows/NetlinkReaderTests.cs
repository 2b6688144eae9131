namespace OvsTop.Model.Tests.Flows;

public sealed class NetlinkReaderTests
{
    [Fact]
    public void Attributes_are_walked_with_their_padding()
    {
        var reader = new NetlinkReader(Attributes.Join(Attributes.Of(0x8001, [1, 2]), Attributes.Of(7, [9, 8, 7, 6, 5])), 100);
        Assert.True(reader.MoveNext());
        Assert.Equal(1, reader.Type);
        Assert.Equal([1, 2], reader.Value.ToArray());
        Assert.Equal(104, reader.ValueOffset);
        Assert.True(reader.MoveNext());
        Assert.Equal(7, reader.Type);
        Assert.Equal(5, reader.Value.Length);
        Assert.Equal(108, reader.Offset);
        Assert.False(reader.MoveNext());
        Assert.Equal(-1, reader.MalformedOffset);
        Assert.True(reader.Leftover.IsEmpty);
    }

    [Fact]
    public void The_last_attribute_may_lack_its_padding()
    {
        var reader = new NetlinkReader([5, 0, 3, 0, 42]);
        Assert.True(reader.MoveNext());
        Assert.Equal(42, reader.Value[0]);
        Assert.False(reader.MoveNext());
        Assert.Equal(-1, reader.MalformedOffset);
    }

    [Theory]
    [InlineData("0400", 0, "0400")]
    [InlineData("0000010011223344", 0, "0000010011223344")]
    [InlineData("0900010011223344", 0, "0900010011223344")]
    [InlineData("0800010011223344FFFF0200", 8, "FFFF0200")]
    [InlineData("080001001122334403000200", 8, "03000200")]
    public void Bytes_that_are_no_attribute_end_the_walk_and_are_kept(string hex, int offset, string leftover)
    {
        var reader = new NetlinkReader(Convert.FromHexString(hex));
        while (reader.MoveNext())
        {
        }

        Assert.Equal(offset, reader.MalformedOffset);
        Assert.Equal(leftover, Convert.ToHexString(reader.Leftover));
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void An_attribute_is_found_by_its_type()
    {
        byte[] bytes = Attributes.Join(Attributes.Of(1, [1]), Attributes.Of(2, [2]), Attributes.Of(2, [3]));
        Assert.Equal([2], NetlinkReader.Find(bytes, 2, out bool found).ToArray());
        Assert.True(found);
        NetlinkReader.Find(bytes, 3, out found);
        Assert.False(found);
    }
}
