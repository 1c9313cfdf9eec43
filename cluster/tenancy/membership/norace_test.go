//go:build !race

package membership_test

const part = 1 // all random histories

const racing = false
