package finance

import "unicode/utf8"

// What strangers send is bounded, so that no input is answered with more work
// than it is worth.
const (
	maxNumber        = 40   // bytes of a number in text: the longest that fits, with zeros in front
	maxDecimalDigits = 1000 // digits of a decimal's coefficient
	maxSteps         = 100  // steps of Tiers
	maxProblems      = 100  // problems that are kept; further ones are only counted
	maxPath          = 256  // bytes of a problem's path, which may hold a name that a stranger chose
	maxQuoted        = 40   // bytes of a refused text that an error repeats
)

// cut shortens s to that many bytes, at the end of a character.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most] + "…"
}
