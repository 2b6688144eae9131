using System.Runtime.CompilerServices;
using OvsTop.Model.Tallies;

namespace OvsTop.Probes.Wire;

/// <summary>struct ovstop_matched_rows: the generation of the filter under which each row of the matched tallies was counted.</summary>
[InlineArray(TallyTable.Capacity)]
internal struct MatchedRows
{
    private uint _generation;
}
