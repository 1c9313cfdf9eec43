// Package data is the data set that all examples share: a creative cluster in
// a few files that a person can edit.
//
// Real is only the frame, frame.json: the areas of a building in Yakutsk, the
// regions of the Far East, published figures, each with its source. The
// residents, brands, prices and sales are fictional, and say so.
//
//	set, err := data.Default()
//	set, err := data.Load(os.DirFS("mine"))
//
// A folder holds terms.json, which is a [cluster.Cluster] without its budget,
// and the budget and facts as CSV, a file for each kind; Files lists them, and
// FORMATS.md describes each. A file of facts may be absent. The folder late
// holds facts that arrive after the last close. Whatever is wrong is reported at
// once, each problem with its file and its line.
package data
