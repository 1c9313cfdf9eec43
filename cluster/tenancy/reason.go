package tenancy

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Reason is why a space fits an applicant from the day on which it does, or why
// it does not fit. The zero Reason is Free.
type Reason uint8

// The reasons: of those that fit, then of those that do not.
const (
	Free         Reason = iota // on the day asked for
	AfterLease                 // once a lease ends
	AfterOpening               // once the space is there
	AfterClosure               // once it is offered again
	WrongUse
	WrongZone
	TooSmall
	TooLarge
	TooDear
	NeverFree // not for long enough
	TooLong   // the house's limits do not allow so long a lease
)

var reasonNames = finance.NewNames[Reason]("reason",
	"free", "after-lease", "after-opening", "after-closure", "wrong-use", "wrong-zone", "too-small", "too-large", "too-dear", "never-free", "too-long")

// Validate refuses a value that is none of the reasons with ErrRange.
func (r Reason) Validate() error { return reasonNames.Validate(r) }

// String returns the name, such as after-lease.
func (r Reason) String() string { return reasonNames.Text(r) }

// MarshalText writes the name.
func (r Reason) MarshalText() ([]byte, error) { return reasonNames.Marshal(r) }

// UnmarshalText reads a name.
func (r *Reason) UnmarshalText(text []byte) error { return reasonNames.Unmarshal(r, text) }

// reasonTexts are the reasons in words, by language.
var reasonTexts = map[accrual.Language][]string{
	accrual.English: {
		"free", "free after lease", "free once it opens", "free once it is offered again", "has another use", "lies in another zone",
		"is too small", "is too large", "is over the budget", "is not free for long enough", "may not be let for so long",
	},
	accrual.Russian: {
		"свободно", "свободно после договора", "свободно с открытия", "свободно, когда снова сдаётся", "другое назначение", "в другой зоне",
		"слишком мало", "слишком велико", "дороже бюджета", "не освободится на нужный срок", "нельзя сдать на такой срок",
	},
}

// fitWords are the other words of a fit, by language: from when, what it needs.
var fitWords = map[accrual.Language][2]string{
	accrual.English: {", from ", "; needs: "},
	accrual.Russian: {", с ", "; нужно: "},
}

// Text puts a fit into words: B-12: free after lease L-7, from 2026-04-01; needs:
// tender. A language that is not known is English.
func (f Fit) Text(l accrual.Language) string {
	texts, ok := reasonTexts[l]
	if !ok {
		l, texts = accrual.English, reasonTexts[accrual.English]
	}
	text := f.Space + ": "
	if int(f.Why) < len(texts) {
		text += texts[f.Why]
	}
	if f.Lease != "" {
		text += " " + f.Lease
	}
	if !f.From.IsZero() {
		text += fitWords[l][0] + dayText(f.From, l)
	}
	if len(f.Needs) > 0 {
		text += fitWords[l][1] + strings.Join(f.Needs, ", ")
	}
	return text
}

// dayText writes a day as readers of the language do.
func dayText(d civil.Date, l accrual.Language) string {
	if l != accrual.Russian {
		return d.String()
	}
	y, m, n := d.YMD()
	return fmt.Sprintf("%02d.%02d.%04d", n, int(m), y)
}
