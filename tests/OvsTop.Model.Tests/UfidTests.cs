namespace OvsTop.Model.Tests;

public sealed class UfidTests
{
    [Theory]
    [InlineData("359d0d60-b258-4a18-8a98-e473aaf387f2")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void A_ufid_prints_as_it_was_written(string text)
    {
        Assert.True(Ufid.TryParse(text, out var ufid));
        Assert.Equal(text, ufid.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("359d0d60-b258-4a18-8a98-e473aaf387f")]
    [InlineData("359d0d60xb258-4a18-8a98-e473aaf387f2")]
    [InlineData("359d0d6g-b258-4a18-8a98-e473aaf387f2")]
    public void Text_that_is_no_ufid_is_refused(string text) => Assert.False(Ufid.TryParse(text, out _));
}
