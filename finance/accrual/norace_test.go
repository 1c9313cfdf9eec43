//go:build !race

package accrual_test

const part = 1 // all random histories
