//go:build race

package index_test

// part of the random terms is enough for the race detector, which takes ten
// times as long for each.
const part = 10
