package main

import (
	"regexp"
	"strings"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// reasons derives the amounts of some books: each as it was known at the
// cut-off that posted it, less what had been posted of it before.
type reasons struct {
	*job
	books      cluster.Books
	facts      cluster.Facts
	explainers map[civil.Date]cluster.Explainer // by cut-off, made when asked for
	posted     map[[16]byte]posting             // by the id of the entry
}

// posting is an obligation, and what had been posted of its key between its
// parties before it.
type posting struct {
	accrual.Obligation
	before finance.Money
}

func (j *job) reasons(books cluster.Books, facts cluster.Facts) reasons {
	type side struct {
		accrual.Key
		debtor, creditor accrual.Party
	}
	r := reasons{j, books, facts, map[civil.Date]cluster.Explainer{}, map[[16]byte]posting{}}
	sums := map[side]finance.Money{}
	for o := range books.Accrual.Posted() {
		of := side{o.Key, o.Debtor, o.Creditor}
		r.posted[o.Posting()] = posting{o, sums[of]}
		if sum, err := sums[of].Add(o.Net); err == nil { // the ledger added the same
			sums[of] = sum
		}
	}
	return r
}

// line is the derivation of a line of a statement; payments have none.
func (r reasons) line(line ledger.StatementLine) (string, error) {
	if p, charged := r.posted[line.Entry]; charged {
		return r.obligation(p)
	}
	if id, ok := strings.CutPrefix(line.Text, invoiceText); ok {
		return r.cost(id), nil
	}
	return "", nil
}

// obligation derives what was posted: net, and the tax on it.
func (r reasons) obligation(p posting) (string, error) {
	text, err := r.net(p)
	if err != nil || p.Tax.IsZero() {
		return text, err
	}
	return text + r.Sayf("; VAT\u00a0%s", r.Exact(p.Tax)), nil
}

func (r reasons) net(p posting) (string, error) {
	explainer, known := r.explainers[p.Cutoff]
	if !known {
		var err error
		if explainer, err = r.set.Cluster.Explainer(p.Cutoff, r.facts); err != nil {
			return "", err
		}
		r.explainers[p.Cutoff] = explainer
	}
	e, err := explainer.Explain(p.Key)
	if err != nil {
		return "", err
	}
	text := r.derivation(e)
	total, err := p.before.Add(p.Net)
	if err != nil {
		return "", err
	}
	if total != e.Net { // several parties share what the key came to
		text += r.Sayf(", of it between these two %s", r.Exact(total))
	}
	if !p.before.IsZero() {
		text += r.Sayf(", less %s posted before", r.Exact(p.before))
	}
	return text, nil
}

// derivation is an explanation with what it comes to, where its words do not
// say that themselves.
func (j *job) derivation(e accrual.Explanation) string {
	text := e.Text(j.Language)
	simple := text == j.Language.Format(e.Net)
	if text == "" {
		text = j.Words("nothing is due any more")
	}
	if j.Language == accrual.Russian {
		text = strings.NewReplacer("m²", "м²", "%", printout.NBSP+"%").Replace(text)
	} else {
		code := e.Net.Currency().Code()
		text = strings.ReplaceAll(long.ReplaceAllStringFunc(text, j.Number), " "+code, printout.NBSP+code)
	}
	if !simple {
		text += " = " + j.Exact(e.Net)
	}
	return text
}

// long is a number that is easier to read in groups of three digits.
var long = regexp.MustCompile(`\d{4,}(\.\d+)?`)

// invoiceText is how the entry of a supplier's invoice begins; the id of the
// cost follows.
const invoiceText = "invoice "

// enteredText puts the text of an entry into the printer's language.
func (j *job) enteredText(text string) string {
	if id, ok := strings.CutPrefix(text, invoiceText); ok {
		return j.Sayf("invoice %s", id)
	}
	return text
}

// cost says what a supplier's invoice is for.
func (r reasons) cost(id string) string {
	for _, x := range r.facts.Costs {
		if x.ID != id {
			continue
		}
		text := r.Sayf("%s, %s to %s", r.level(x.Line), r.Date(x.Period.From), r.Date(x.Period.To.AddDays(-1)))
		if x.Award != "" {
			text += r.Sayf("; paid by: %s", r.award(x.Award))
		}
		if !x.Tax.IsZero() {
			text += r.Sayf("; VAT\u00a0%s", r.Exact(x.Tax))
		}
		return text
	}
	return ""
}
