// Package brand models makers' brands and their goods in a shop's hands.
//
// A [Brand] has a home region and a [Category], a place in a tree. Its goods
// come to a [Shop] in a [Consignment]: the maker keeps the title until a sale,
// the shop owes the proceeds and keeps a fee. Each consignment is an
// [accrual.Agreement], whose clauses count the meters [Gross], [Returns],
// [Units] and [GrossOf] a category.
//
// [Facts] are what happened to the goods: deliveries, sales, returns,
// withdrawals, and voids of any. [Shop.Trade] checks them against the terms and
// each other, and folds the stock, which is below zero on no day:
//
//	agreements, err := shop.Agreements()
//	trade, err := shop.Trade(facts)
//	closed, err := accrual.Close(books, agreements, march, cutoff, trade.Facts())
//
// From a [Trade] come the stock of any day, sell-through, and with what was
// posted the results of each month. Regions, rates and categories are the
// host's; nothing is kept between two calls. Readiness, channels, portfolio
// measures, stocktakes and the cost of goods are not here yet.
package brand
