package main

// phrase marks an English phrase that words are asked for later.
func phrase(english string) string { return english }

// russian are the Russian forms of the phrases. A test holds that none is
// missing, and that each takes the same arguments in the same order.
var russian = map[string]string{
	"Quarter (fictional): leases of %d, closed month by month.":                                                                                         "Квартал (вымышл.): договоры аренды за %d год, закрытые месяц за месяцем.",
	"People, prices and sales are made up; what is assumed stands in the README of this folder. Amounts in %s, without VAT where nothing else is said.": "Люди, цены и продажи вымышлены; что принято, сказано в описании рядом с программой. Суммы: %s; если не сказано иное, без НДС.",
	"RUB": "рубли",
	"%":   "\u00a0%",

	// The year by months.
	"The year by months: what each lease brings the landlord, in whole roubles": "Год по месяцам: что приносит арендодателю каждый договор, в целых рублях",
	"lease":      "договор",
	"resident":   "резидент",
	"later":      "позже",
	"year":       "год",
	"together":   "вместе",
	"VAT on top": "НДС сверху",
	"A month holds what belongs to it, corrections that came later included; later: what settles a year after its end.": "В месяце всё, что к нему относится, и поздние корректировки; позже — расчёты за год после его конца.",
	"%s, %s, in %s: %s and VAT %s.": "%s, %s, за %s: %s и НДС %s.",

	// Each lease.
	"Each lease: every amount of the year with its derivation": "Каждый договор: каждая сумма года и как она получилась",
	"clause":            "условие",
	"months":            "месяцы",
	"a month":           "в месяц",
	"derivation":        "расчёт",
	"membership":        "членство",
	"%s from %s":        "%s с %s",
	"%s to %s":          "с %s по %s",
	"from %s, open":     "с %s без срока",
	"open":              "без срока",
	"sublease under %s": "субаренда под %s",
	"    the year, %s to %s: %s, with VAT %s": "    за год, %s → %s: %s, с НДС %s",
	"the landlord":            "арендодатель",
	"the promotion fund":      "фонд продвижения",
	"corrected in %s: ":       "исправлено, %s: ",
	", less %s posted before": ", за вычетом начисленного раньше %s",

	// Shared costs.
	"Shared costs of %d, drawn up on %s": "Общие расходы за %d год, отчёт от %s",
	"costs":                              "расходы",
	"fixed":                              "постоянные",
	"rise with occupancy":                "растут с заполнением",
	"  Spent %s; the house was let to %s over the year, and costs that rise with it are brought to %s.":                           "  Израсходовано %s; за год дом сдан на %s, расходы, что растут с этим, приведены к %s.",
	"  Drawn up again on %s with a late invoice: spent %s. Leases bear more, closed months stay, the difference is posted in %s:": "  Отчёт составлен снова %s с опоздавшим счётом: израсходовано %s. Доли больше, закрытое не тронуто, разница начислена, %s:",
	"  Shared costs, drawn up on %s:": "  Общие расходы, отчёт от %s:",
	"(capped)":                        "(предел)",
	"landlord %s":                     "арендодатель %s",

	// A late payer, and deposits.
	"%s %s pays late: interest to %s": "%s %s платит поздно: пеня по %s",
	"rent of":                         "плата за",
	"due":                             "срок",
	"with VAT":                        "с НДС",
	"paid":                            "уплачено",
	"days late":                       "дней опоздания",
	"interest":                        "пеня",
	"  Payments go to what is due first. The most of it, on the rent of %s:":                                                      "  Платежи идут на то, чей срок раньше. Самая большая пеня — на плату за %s:",
	"  The deposit at the end, to be returned by %s:":                                                                             "  Депозит в конце, вернуть до %s:",
	"    the damage: a door of %s, %d of %d months old, repaired for %s: the lesser of the repair and what was left of its worth": "    ущерб: дверь за %s, служила %d из %d мес., ремонт %s: меньшее из ремонта и остатка её цены",
	"%s %s, deposit:":                                       "%s %s, депозит:",
	"    called on %s, due %s: %s":                          "    запрошено %s, срок %s: %s",
	"    paid in %s, held on %s: %s; untaxed and no income": "    внесено %s, хранится на %s: %s; без НДС и не доход",

	// The house.
	"The house on %s: rent roll, a month": "Дом на %s: реестр аренды, в месяц",
	"spaces":                              "помещения",
	"m²":                                  "м²",
	"passing":                             "к оплате",
	"VAT":                                 "НДС",
	"contracted":                          "по договору",
	"headline":                            "после шагов",
	"  Passing is payable now, contracted leaves abatements out, headline is after the last step agreed. Rent from sales is not in it; a sublease stands in its head lease.": "  К оплате — сейчас; по договору — без скидок; после шагов — когда пройдут все согласованные. Платы с продаж здесь нет, субаренда стоит в своём договоре аренды.",
	"Occupancy, unexpired terms, expiries": "Заполнение, остаток сроков, окончания",
	"  Let: %s of %s m², %s by area; %d of %d spaces, %s by count; %s by rent. Over the year, by area: %s.":         "  Сдано: %s из %s м², %s по площади; %d из %d помещений, %s по числу; %s по плате. За год, по площади: %s.",
	"  Empty: %s; at asking prices they would bring %s a month.":                                                    "  Пусто: %s; по ценам дома принесли бы %s в месяц.",
	"  Unexpired terms (WAULT), years: to expiry %s by area, %s by rent; to the next break %s by area, %s by rent.": "  Остаток сроков, лет: до конца %s по площади, %s по плате; до ближайшего права выйти %s по площади, %s по плате.",
	"ends in": "кончается",
	"leases":  "договоры",
	"  Of %d leases %d could end in %d: kept %d, left %d (retention %s, churn %s); come %d.": "  Из %d договоров %d могли кончиться в %d году: остались %d, ушли %d (удержание %s, отток %s); пришли %d.",
	"use":    "назначение",
	"let":    "сдано",
	"m² let": "сдано, м²",
	"%s %s: rent with steps as even income of its term (IFRS 16, 81; FSBU 25/2018)": "%s %s: ступенчатая плата как ровный доход срока (МСФО 16, п. 81; ФСБУ 25/2018)",
	"income":             "доход",
	"accrued at its end": "начислено на конец",
	"  %s %s, net effective rent: %s over the term is %s a month, or %s a square metre; the house asks %s.": "  %s %s, чистая эффективная плата: %s за срок — это %s в месяц, или %s за квадратный метр; дом просит %s.",

	// The diary, the waiting list, the law.
	"Notices that may be served until %s": "Уведомления, которые можно подать до %s",
	"right":                               "право",
	"by":                                  "чьё",
	"first day":                           "первый день",
	"last day":                            "последний день",
	"from":                                "с",
	"condition, fee":                      "условие, цена",
	"any":                                 "любой",
	"months of rent: %d":                  "месяцев платы: %d",
	"Who waits on %s, and what fits":      "Кто ждёт на %s и что подходит",
	"  %s %s, since %s":                   "  %s %s, с %s",
	"      %s; %s a month":                "      %s; %s в месяц",
	"      nothing fits: %s":              "      ничего не подходит: %s",
	"What the rules of law.json warn of (no legal advice)": "О чём предупреждает таблица правил (это не правовой совет)",

	// Clauses and an amendment.
	"What each clause is worth: the year with and without it": "Сколько стоит каждое условие: год с ним и без него",
	"with it":    "с ним",
	"without it": "без него",
	"worth":      "стоит",
	"  Clauses that count another one may make up for it: without the café's base rent its turnover rent brings as much. So they need not sum.": "  Условие, что считает другое, может его заменить: без арендной платы кафе столько же принесёт плата с оборота. Поэтому сумма не обязана сойтись.",
	"An amendment tried before it is signed: %s %s from %s": "Изменение, проверенное до подписания: %s %s с %s",
	"  new in %s: %s": "  новое за %s: %s",
	"  dropped: %s":   "  снято: %s",
	"month":           "месяц",
	"old terms":       "старые условия",
	"new terms":       "новые условия",
	"difference":      "разница",

	// Checks.
	"Checks": "Проверки",
	"  Closed and adjusted, month by month, is what all facts known at once come to: %d charges of %d agreements.": "  Закрытое по месяцам с корректировками равно тому, что вышло бы, будь всё известно сразу: начислений %d, договоров %d.",
	"  What leases and the landlord bear of shared costs is what was spent: %s, then %s.":                          "  Доли договоров и арендодателя в общих расходах дают израсходованное: %s, затем %s.",
	"  Rent roll and empty spaces make up what can be let: %s + %s = %s m².":                                       "  Реестр и пустое вместе дают всё сдаваемое: %s + %s = %s м².",
}
