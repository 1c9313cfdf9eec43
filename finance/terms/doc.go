// Package terms reads and writes what was agreed as JSON, and what happened as
// CSV.
//
// [Decode] fills a value by the json tags of its type. An interface field
// tagged `json:"-" terms:"kind"` is one of the [Kinds] that the caller hands in: the
// file's "kind" names it, and its fields stand beside those around it.
//
//	kinds := slices.Concat(tenancy.Kinds(), terms.Kinds{terms.KindOf[KioskFee]("kiosk-fee")})
//	err := terms.Decode(data, &agreement, kinds)
//
// Whatever is wrong is reported at once, as [finance.Problems]: unknown and
// missing fields, the same name twice, wrong types, bad amounts and days, each
// under its path (amendments[3].set[1].rate) and with its [Line]. A fault of
// syntax ends the reading and says its column too. On any problem the value
// keeps what it held: nothing is half done.
//
// A field must stand in the file unless its tag says omitempty or omitzero;
// null stands only for a pointer. Names are case-sensitive, texts are UTF-8,
// numbers are whole; amounts, rates and days are texts. An empty list or table
// is read as nil. The limits stand in one table, from [MaxBytes] on.
//
// [Encode] writes what Decode reads, and [Schema] is the JSON Schema of it. The
// three walk the same shapes, so that they cannot drift apart. [Rows] reads
// CSV by the same tags, [WriteRows] writes it.
//
// A type that cannot be read (a float, a field without a tag, two kinds of one
// name) is a mistake of the program: [ErrType], before any data is looked at.
// No kind is registered globally, nothing is cached between two calls.
package terms
