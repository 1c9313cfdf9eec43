//go:build race

package strategy_test

// raced: the race detector allocates beside the code.
const raced = true
