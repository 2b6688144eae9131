using OvsTop.Model.Talkers;
using OvsTop.Probes.Live;

namespace OvsTop.Probes.Tests;

public sealed class TalkerEpochsTests
{
    private readonly TalkerEpochs _epochs = new();

    [Fact]
    public void Keys_of_now_are_counted_however_often_the_epoch_was_raised()
    {
        _epochs.Start(TalkerDimension.Source);
        for (int i = 0; i < 1000; i++)
        {
            byte before = _epochs.Current;
            _epochs.Raise();
            Assert.Equal((byte)(i + 1), _epochs.Current);
            Assert.True(_epochs.IsSinceStart(TalkerDimension.Source, _epochs.Current), $"raise {i}");
            Assert.True(_epochs.IsSinceStart(TalkerDimension.Source, before), $"before raise {i}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(500)]
    public void Keys_before_a_start_are_not_counted(int raisesBefore)
    {
        for (int i = 0; i < raisesBefore; i++)
        {
            _epochs.Raise();
        }

        byte before = _epochs.Current;
        _epochs.Raise();
        _epochs.Start(TalkerDimension.Flow);
        for (int i = 0; i < 40; i++)
        {
            Assert.False(_epochs.IsSinceStart(TalkerDimension.Flow, before));
            Assert.True(_epochs.IsSinceStart(TalkerDimension.InPort, before), "another dimension did not begin anew");
            _epochs.Raise();
        }
    }

    [Fact]
    public void A_dimension_that_is_not_known_is_never_counted() => Assert.False(_epochs.IsSinceStart((TalkerDimension)15, 0));
}
