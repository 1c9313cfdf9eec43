//go:build race

package utility_test

const allocations = 1000.0 // the race detector allocates
