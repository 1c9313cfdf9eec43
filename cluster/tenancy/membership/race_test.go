//go:build race

package membership_test

// part of the random histories is enough for the race detector, which takes
// ten times as long for each.
const part = 10

const racing = true
