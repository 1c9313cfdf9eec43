//go:build race

package servicecharge_test

// part of the random houses is enough for the race detector, which takes ten
// times as long for each.
const part = 10
