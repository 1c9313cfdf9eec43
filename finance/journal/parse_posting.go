package journal

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
)

// posting reads [status] account  [amount] [cost] [assertion] [; comment].
func (p *parser) posting(c *cursor) error {
	one := Posting{At: c.place()}
	_ = c.status()
	if len(p.open.Postings) >= MaxPostings {
		return c.over("postings", MaxPostings)
	}
	err := c.postingAccount(&one)
	if err == nil {
		err = c.postingAmounts(&one)
	}
	p.open.Postings = append(p.open.Postings, one)
	if err != nil {
		return err
	}
	p.comment(c)
	return nil
}

func (c *cursor) postingAccount(one *Posting) error {
	name, err := c.accountName()
	if err != nil {
		return err
	}
	one.Account = name
	if closing := strings.IndexByte("([", name[0]); closing >= 0 {
		if len(name) < 3 || name[len(name)-1] != ")]"[closing] {
			return c.bad("a closing bracket")
		}
		one.Virtual, one.Account = name[0], strings.Trim(name[1:len(name)-1], " ")
	}
	return nil
}

// accountName takes a name up to two spaces, a tab or a comment.
func (c *cursor) accountName() (string, error) {
	name := c.rest()
	for _, end := range []string{"  ", "\t", " ;"} {
		name, _, _ = strings.Cut(name, end)
	}
	name = strings.TrimRight(name, " ")
	if name == "" || name[0] == ';' {
		return "", c.bad("an account")
	}
	if strings.Count(name, ":") >= MaxLevels {
		return "", c.over("levels", MaxLevels)
	}
	c.i += len(name)
	return name, nil
}

func (c *cursor) postingAmounts(one *Posting) error {
	if c.skip(); c.peek() != 0 && c.peek() != ';' && c.peek() != '=' {
		a, err := c.amount()
		if err != nil {
			return err
		}
		one.Amount = &a
		if err := c.cost(one); err != nil {
			return err
		}
	}
	if c.skip(); c.peek() == '=' {
		if err := c.assertion(one); err != nil {
			return err
		}
	}
	c.skip()
	return c.atEnd()
}

// cost reads @ or @@ and an amount. Lots are not taken.
func (c *cursor) cost(one *Posting) error {
	c.skip()
	if b := c.peek(); b == '{' || b == '[' || b == '(' {
		return c.unsupported()
	}
	if !c.take("@") {
		return nil
	}
	total := c.take("@")
	c.skip()
	at := *c
	a, err := c.amount()
	if err == nil && a.Number.Sign() < 0 {
		err = at.fail(fmt.Errorf("cost %s: %w", a, finance.ErrNegative))
	}
	one.Cost = &Cost{a, total}
	return err
}

func (c *cursor) assertion(one *Posting) error {
	a := Assertion{At: c.place()}
	c.i++
	a.Sole = c.take("=")
	a.Below = c.take("*")
	if (a.Sole || a.Below) && !c.dialect.habits().strongest {
		return c.unsupported()
	}
	c.skip()
	var err error
	if a.Amount, err = c.amount(); err != nil {
		return err
	}
	one.Assert = &a
	c.skip()
	if b := c.peek(); b == '{' || b == '@' {
		return c.unsupported()
	}
	return nil
}
