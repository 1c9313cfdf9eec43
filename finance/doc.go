// Package finance holds exact money: [Currency], [Money], [Rate], the nine
// roundings, and the ways to divide an amount.
package finance
