package journal

import (
	"strings"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Tag is a name with a text: a tag of a journal, metadata of Beancount.
type Tag struct{ Name, Text string }

// tagNames lists the tags that are written, for the tools that want them
// declared.
var tagNames = [...]string{
	"id", "on", "known", "due", "agreement", "clause", "slot", "source", "for", "reverses", "more", "party",
}

// tagsOf are the fields of an entry that a transaction has no place for. Its
// month is that of the day from which it counts, and is not among them.
func tagsOf(e *ledger.Entry) []Tag {
	tags := []Tag{{"id", e.ID.String()}}
	add := func(name, text string) {
		if text != "" {
			tags = append(tags, Tag{name, text})
		}
	}
	if e.On != e.Day() {
		add("on", e.On.String())
	}
	add("known", e.Known.String())
	add("due", e.Due.String())
	if e.Key != (accrual.Key{}) {
		add("agreement", e.Key.Agreement)
		add("clause", e.Key.Clause)
		if !e.Key.Slot.IsZero() {
			add("slot", slotText(e.Key.Slot))
		}
		add("source", e.Key.Source)
	}
	add("for", e.For.String())
	if e.Reverses != uuid.Nil {
		add("reverses", e.Reverses.String())
	}
	return tags
}

// slotText is the days of a slot, the last one not in it; an open one has none.
func slotText(p civil.Period) string { return p.From.String() + ".." + p.To.String() }

func parseSlot(s string) (civil.Period, error) {
	from, to, _ := strings.Cut(s, "..")
	var p civil.Period
	if err := p.From.UnmarshalText([]byte(from)); err != nil {
		return civil.Period{}, err
	}
	if err := p.To.UnmarshalText([]byte(to)); err != nil {
		return civil.Period{}, err
	}
	return p, nil
}
