namespace OvsTop.Analysis.Tests.Formats;

/// <summary>RFC 4180, strictly: CRLF behind every record, quotes only around whole fields, as many fields in each.</summary>
internal static class CsvReader
{
    public static List<string[]> Read(string text)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        for (int at = 0; at < text.Length;)
        {
            string field = "";
            if (text[at] == '"')
            {
                for (at++; text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"'); at += text[at] == '"' ? 2 : 1)
                {
                    field += text[at];
                }

                at++;
            }
            else
            {
                for (; text[at] is not (',' or '\r'); at++)
                {
                    field += text[at] is '"' or '\n' ? throw new FormatException($"quote or line feed in a plain field at {at}") : text[at];
                }
            }

            fields.Add(field);
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            if (text.AsSpan(at) is not ['\r', '\n', ..])
            {
                throw new FormatException($"neither comma nor CRLF behind a field at {at}");
            }

            at += 2;
            records.Add([.. fields]);
            fields.Clear();
        }

        if (fields.Count > 0 || records.Any(record => record.Length != records[0].Length))
        {
            throw new FormatException("a record is cut or has another number of fields");
        }

        return records;
    }
}
