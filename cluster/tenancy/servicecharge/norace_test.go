//go:build !race

package servicecharge_test

const part = 1
