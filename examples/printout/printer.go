// Package printout prints what an example program tells, in English or Russian:
// lines that wrap, titles, tables, amounts, shares and days, and it reads the
// flags that all of them have.
//
//	p := printout.Printer{W: os.Stdout, Language: accrual.Russian, Russian: russian}
//	p.Title("Rent of %s", p.Date(day))
//	p.Say("  %s owes %s", name, p.Exact(amount))
//	return p.Err()
//
// Phrases are English and stand where they are said; a map holds the Russian
// form of each, and package printcheck holds that none is missing.
package printout

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Width is how long a printed line may be, in characters.
const Width = 150

// NBSP holds a number together until it is printed, as a plain space.
const NBSP = "\u00a0"

// Printer writes text in one language, and remembers the first error.
type Printer struct {
	W        io.Writer
	Language accrual.Language
	Russian  map[string]string // by the English phrase
	err      error
}

// Err is the first error of writing.
func (p *Printer) Err() error { return p.err }

// Phrase marks an English phrase that Words are asked for later.
func Phrase(english string) string { return english }

// Words is the phrase in the printer's language; one that has no Russian form
// stays as it is.
func (p *Printer) Words(phrase string) string {
	if ru, ok := p.Russian[phrase]; ok && p.Language == accrual.Russian {
		return ru
	}
	return phrase
}

// Sayf is the phrase in the printer's language, with its arguments.
func (p *Printer) Sayf(phrase string, args ...any) string {
	return fmt.Sprintf(p.Words(phrase), args...)
}

// Say writes a line of the phrase in the printer's language.
func (p *Printer) Say(phrase string, args ...any) { p.Put(p.Sayf(phrase, args...)) }

// Title writes the phrase as the title of a section.
func (p *Printer) Title(phrase string, args ...any) {
	text := plain(p.Sayf(phrase, args...))
	p.Put("")
	p.Put(text)
	p.Put(strings.Repeat("═", min(Width, utf8.RuneCountInString(text))))
}

// Put writes text on a line, and wraps it at spaces if it is too long: the
// lines after the first stand two characters further in.
func (p *Printer) Put(text string) {
	indent := utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeft(text, " "))
	p.Hang(text, indent+2)
}

// Hang is Put, with the lines after the first indented as told.
func (p *Printer) Hang(text string, indent int) {
	for _, line := range wrap(plain(text), Width, indent) {
		if p.err == nil {
			_, p.err = fmt.Fprintln(p.W, strings.TrimRight(strings.ReplaceAll(line, NBSP, " "), " "))
		}
	}
}

// wrap breaks text at spaces into lines of at most the given width where it
// can; the lines after the first are indented.
func wrap(text string, width, indent int) []string {
	var lines []string
	rest, lead := []rune(strings.TrimRight(text, " ")), 0
	for lead+len(rest) > width {
		at := width - lead // of rest, which stands after lead spaces
		for at > 0 && rest[at] != ' ' {
			at--
		}
		if at <= 0 || blank(rest[:at]) {
			for at = max(width-lead, 0); at < len(rest) && rest[at] != ' '; at++ { // a word that is too long
			}
		}
		lines = append(lines, strings.Repeat(" ", lead)+string(rest[:at]))
		for at < len(rest) && rest[at] == ' ' {
			at++
		}
		if rest = rest[at:]; len(rest) == 0 {
			return lines
		}
		lead = indent
	}
	return append(lines, strings.Repeat(" ", lead)+string(rest))
}

func blank(text []rune) bool { return strings.TrimSpace(string(text)) == "" }

// plain is text on one line: what does not show, such as a line break in a
// name, is written as an escape.
func plain(text string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsGraphic(r) {
			b.WriteRune(r)
			continue
		}
		quoted := strconv.QuoteRune(r)
		b.WriteString(quoted[1 : len(quoted)-1])
	}
	return b.String()
}
