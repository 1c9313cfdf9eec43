package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance/accrual"
)

// width is how long a printed line may be, in characters.
const width = 150

// printer writes text in one language, and remembers the first error.
type printer struct {
	w    io.Writer
	lang accrual.Language
	err  error
}

// words is the phrase in the printer's language: phrases are English, and
// Russian ones are looked up.
func (p *printer) words(phrase string) string {
	if ru, ok := russian[phrase]; ok && p.lang == accrual.Russian {
		return ru
	}
	return phrase
}

// sayf is the phrase in the printer's language, with its arguments.
func (p *printer) sayf(phrase string, args ...any) string {
	return fmt.Sprintf(p.words(phrase), args...)
}

// phrase marks an English phrase that words are asked for later.
func phrase(english string) string { return english }

// say writes a line of the phrase in the printer's language.
func (p *printer) say(phrase string, args ...any) { p.put(p.sayf(phrase, args...)) }

// title writes the phrase as the title of a section.
func (p *printer) title(phrase string, args ...any) {
	text := p.sayf(phrase, args...)
	p.put("")
	p.put(text)
	p.put(strings.Repeat("═", min(width, utf8.RuneCountInString(text))))
}

// put writes text on a line, and wraps it at spaces if it is too long.
func (p *printer) put(text string) {
	indent := utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeft(text, " "))
	p.hang(text, indent+2)
}

// hang is put, with the lines after the first indented as told.
func (p *printer) hang(text string, indent int) {
	for _, line := range wrap(plain(text), indent) {
		if p.err == nil {
			_, p.err = fmt.Fprintln(p.w, strings.TrimRight(strings.ReplaceAll(line, nbsp, " "), " "))
		}
	}
}

// wrap breaks text at spaces into lines of at most the width where it can; the
// lines after the first are indented.
func wrap(text string, indent int) []string {
	var lines []string
	rest := []rune(strings.TrimRight(text, " "))
	for begin := 0; len(rest) > width; begin = indent {
		at := width
		for at > begin && rest[at] != ' ' {
			at--
		}
		if at <= begin { // a word that is too long
			break
		}
		lines = append(lines, string(rest[:at]))
		rest = []rune(strings.Repeat(" ", indent) + strings.TrimLeft(string(rest[at:]), " "))
	}
	return append(lines, string(rest))
}

// plain is text on one line: what does not show is written as an escape.
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

// pad fills text with spaces to a width, counted in characters.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}

// padLeft is pad for figures.
func padLeft(text string, width int) string {
	return strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text))) + text
}
