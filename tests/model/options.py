"""Bills month by month, and the horizon (sections 6, 7, 11 and 12 of the cost model).

Knows: `Group`, the options that one or several workloads chose: each api contract and each fleet is
paid once, on the sum. `Option` is the group of one workload, with what starts later, and its rules.
Refuses to know: how a fleet is sized, how a report is laid out. To extend: a new line is a
`bill.add` in the part that pays it.
"""
from fleet import Fleet
from terms import Api, get, micro

PEOPLE_LINES = ('engineers', 'operations', 'on_call', 'one_off')  # what credits never pay
TOKEN_LINES = {'input': 'input_tokens', 'cached': 'cached_input_tokens',
               'write': 'cache_write_tokens', 'output': 'output_tokens'}


class Bill:
    """Lines of one month, each under the part that pays it: ('host' or 'api', id)."""

    def __init__(self):
        self.parts = {}

    def add(self, part, identity, money):
        if money:
            lines = self.parts.setdefault(part, {})
            lines[identity] = lines.get(identity, 0.0) + money

    def lines(self):
        out = {}
        for lines in self.parts.values():
            for identity, money in lines.items():
                out[identity] = out.get(identity, 0.0) + money
        return {identity: micro(money) for identity, money in out.items()}

    def payable(self, part):
        """What credits of a part may pay."""
        return sum(micro(v) for k, v in self.parts.get(part, {}).items()
                   if k not in PEOPLE_LINES)


class Choice:
    """The option that one workload takes: an api, a host, or a hybrid of both."""

    def __init__(self, model, kind, identity):
        self.model, self.kind, self.identity = model, kind, identity
        s = model.scenario
        self.keys = s[kind + 's'][identity]
        self.host_id = {'host': identity, 'hybrid': self.keys.get('host')}.get(kind)
        self.api_id = {'api': identity, 'hybrid': self.keys.get('api')}.get(kind)

    def hours(self):
        """Hours of the load shape."""
        return len(self.model.clock(self.model.weights))


def metered(bill, part, common, billed):
    for name, meter in (common.get('metered') or {}).items():
        bill.add(part, 'metered:' + name, billed * get(meter, 'per_request') * get(meter, 'price'))


def direct(bill, part, api, billed):
    """Token lines, request fees and surcharge of an api that serves `billed` requests alone."""
    spend = billed * api.fee
    for kind, name in TOKEN_LINES.items():
        money = billed * api.token[kind] * api.mean_factor
        bill.add(part, name, money)
        spend += money
    bill.add(part, 'request_fees', billed * api.fee)
    bill.add(part, 'surcharge', spend * api.surcharge)
    return spend


class Group:
    """What several workloads chose, billed together."""

    def __init__(self, choices):
        self.choices = choices
        self.model = choices[0].model
        self.months = self.model.months
        self.host_ids = list(dict.fromkeys(c.host_id for c in choices if c.host_id))
        self.api_ids = list(dict.fromkeys(c.api_id for c in choices if c.api_id))

    def fleets(self):
        return {i: Fleet(i, [c for c in self.choices if c.host_id == i]) for i in self.host_ids}

    def bill(self, month, fleets):
        """The bill of a month with the options in operation; (bill, whether all is served)."""
        bill, feasible = Bill(), True
        apis = {c: Api(c.model, c.api_id, month) for c in self.choices if c.api_id}
        for identity, fleet in fleets.items():
            fleet.month(month, apis)
            feasible = feasible and fleet.feasible
            self.host_lines(bill, identity, fleet, month)
        users = {user.choice: user for fleet in fleets.values() for user in fleet.users}
        for identity in self.api_ids:
            mine = {c: api for c, api in apis.items() if c.api_id == identity}
            feasible = self.api_lines(bill, identity, mine, users, month) and feasible
        return bill, feasible

    def api_lines(self, bill, identity, apis, users, month):
        """All that goes to one api contract; whether the sum fits its limits."""
        part, spend, stored = ('api', identity), 0.0, 0.0
        n_hours = max(choice.hours() for choice in apis)
        requests, tokens = [0.0] * n_hours, [0.0] * n_hours  # per minute of burst
        for choice, api in apis.items():
            model = choice.model
            if choice.kind == 'api':
                weights = model.clock(model.weights)
                rates = [model.rate(month) * w for w in weights]
                billed = model.requests(month) * api.attempts
                spend += direct(bill, part, api, billed)
            else:
                user = users[choice]
                rates = user.overflow
                hour = user.billed_hour * api.attempts
                billed = sum(rates) * hour
                money = sum(x * hour * api.price(h, False) for h, x in enumerate(rates))
                bill.add(part, 'overflow_api', money)
                bill.add(part, 'surcharge', money * api.surcharge)
                spend += money
            for h in range(n_hours):
                minute = rates[h % len(rates)] * api.attempts * api.burst * 60
                requests[h] += minute
                tokens[h] += minute * (api.i + api.o)
            stored += api.stored
            self.per_request(bill, part, api.api, billed, model, month)
        first = next(iter(apis.values()))
        bill.add(part, 'cache_storage',
                 stored * get(first.api, 'cache_storage_per_mtok_hour', 0))
        bill.add(part, 'monthly_fee', get(first.api, 'monthly_fee', 0))
        bill.add(part, 'monthly_minimum', max(0, get(first.api, 'monthly_minimum', 0) - spend))
        self.around(bill, part, first.api)
        return first.fits(max(requests), max(tokens))

    def host_lines(self, bill, identity, fleet, month):
        part, host = ('host', identity), fleet.h.host
        for name, money in fleet.lines():
            bill.add(part, name, money)
        for user in fleet.users:
            billed = sum(user.served) * user.billed_hour * user.host.attempts
            self.per_request(bill, part, user.host.host, billed, user.choice.model, month)
        gpus = fleet.gpus_at_peak() + fleet.staging
        self.around(bill, part, host, get(host, 'engineers_per_100_gpus', 0) * gpus / 100)
        bill.add(part, 'operations', get(host, 'operations_per_month', 0))
        bill.add(part, 'on_call', get(host, 'on_call_engineers', 0)
                 * get(host, 'on_call_stipend_per_month', 0))
        bill.add(part, 'fine_tuning', get(host, 'fine_tune_cost', 0)
                 * get(host, 'fine_tunes_per_year', 0) / 12)
        bill.add(part, 'compliance', get(host, 'compliance_per_year', 0) / 12)

    @staticmethod
    def per_request(bill, part, common, billed, model, month):
        """What scales with the requests that pass through a part."""
        metered(bill, part, common, billed)
        share = get(common, 'escalation_share', 0)
        if share:
            target = Api(model, common['escalates_to'], month)
            bill.add(part, 'escalation_api', billed * share * target.price())

    def around(self, bill, part, common, more_engineers=0.0):
        """Lines of a part that stand whatever the demand."""
        team = self.model.scenario.get('team') or {}
        engineers = get(common, 'engineers', 0) + more_engineers
        bill.add(part, 'engineers', engineers * get(team, 'salary_per_year', 0)
                 * get(team, 'overhead', 1.43) / 12)
        bill.add(part, 'revalidation', get(common, 'revalidation_cost', 0)
                 * get(common, 'revalidations_per_year', 0) / 12)
        bill.add(part, 'fixed', get(common, 'fixed_per_month', 0))
        for name, money in (common.get('extra') or {}).items():
            bill.add(part, 'extra:' + name, get({'': money}, ''))

    def parts(self):
        """{(kind, id): its keys} of the hosts and apis that are used."""
        s = {i: c.model.scenario for c in self.choices for i in (c.host_id, c.api_id)}
        out = {('host', i): s[i]['hosts'][i] for i in self.host_ids}
        out.update({('api', i): s[i]['apis'][i] for i in self.api_ids})
        return out

    def operate(self):
        """The bill of the first month, with the options in operation."""
        self.first_fleets = self.fleets()
        first, self.serves_at_first = self.bill(0, self.first_fleets)
        self.one_off = sum(get(part, 'one_off', 0) for part in self.parts().values())
        self.lines = first.lines()
        self.first_cost = sum(self.lines.values())
        if self.one_off:
            self.lines['one_off'] = micro(self.one_off / self.months)
        self.monthly_cost = sum(self.lines.values())

    def before(self, month):
        """(bill of whoever serves before the start or beside it, served, whether it starts)."""
        return None, True, True

    def run(self):
        """Bill in operation, timeline, horizon."""
        self.operate()
        fleets = self.fleets()
        balance = {part: get(keys, 'credits', 0) for part, keys in self.parts().items()}
        cash_balance = dict(balance)
        self.cost, self.cash, self.feasible = [], [], True
        for month in range(self.months):
            earlier, fits, started = self.before(month)
            cost = cash = sum(earlier.lines().values()) if earlier else 0.0
            self.feasible = self.feasible and fits
            if started:
                bill, fits = self.bill(month, fleets)
                self.feasible = self.feasible and fits
                full = sum(bill.lines().values())
                capital = {('host', i): fleet.capital for i, fleet in fleets.items()}
                bought = sum(fleet.purchases.get(month, 0.0) for fleet in fleets.values())
                cost += full - self.credit(bill, balance, {})
                cash += full - sum(capital.values()) + bought - self.credit(bill, cash_balance,
                                                                            capital)
            self.cost.append(cost)
            self.cash.append(cash)
        self.owed = sum(fleet.owed(self.months) for fleet in fleets.values())
        self.stranded = sum(fleet.stranded(self.months) for fleet in fleets.values())
        self.horizon()

    @staticmethod
    def credit(bill, balance, not_payable):
        """What the balances pay of a bill."""
        paid = 0.0
        for part in balance:
            use = min(balance[part], bill.payable(part) - not_payable.get(part, 0.0))
            balance[part] -= use
            paid += use
        return paid

    def horizon(self):
        rate = get(self.model.scenario.get('horizon') or {}, 'discount_per_year', 0)
        total = cash_total = self.one_off
        self.cumulative, self.cash_cumulative = [], []
        end = (self.owed + self.stranded) * (1 + rate) ** (-self.months / 12)
        for month, (cost, cash) in enumerate(zip(self.cost, self.cash)):
            factor = (1 + rate) ** (-(month + 1) / 12)
            last = end if month == self.months - 1 else 0.0
            total += cost * factor + last
            cash_total += cash * factor + last
            self.cumulative.append(total)
            self.cash_cumulative.append(cash_total)
        self.horizon_cost = total


class Option(Group):
    """One option of one workload, as a report shows it."""

    def __init__(self, model, kind, identity):
        choice = self.choice = Choice(model, kind, identity)
        super().__init__([choice])
        self.kind, self.identity = kind, identity
        self.start = get(choice.keys, 'starts_month', 1)
        self.end_of_overlap = self.start + get(choice.keys, 'overlap_months', 0)

    def first_fleet(self):
        return self.first_fleets.get(self.choice.host_id)

    def before(self, month):
        started = month + 1 >= self.start
        identity = self.choice.keys.get('until_then')
        if identity is None or month + 1 >= self.end_of_overlap:
            return None, True, started
        model, bill, part = self.model, Bill(), ('until_then', identity)
        api = Api(model, identity, month)
        billed = model.requests(month) * api.attempts
        spend = direct(bill, part, api, billed)
        bill.add(part, 'monthly_fee', get(api.api, 'monthly_fee', 0))
        bill.add(part, 'monthly_minimum', max(0, get(api.api, 'monthly_minimum', 0) - spend))
        bill.add(part, 'cache_storage',
                 api.stored * get(api.api, 'cache_storage_per_mtok_hour', 0))
        metered(bill, part, api.api, billed)
        minute = model.rate(month) * max(model.weights) * api.attempts * api.burst * 60
        return bill, api.fits(minute, minute * (api.i + api.o)), started

    # -- Rules (section 11)

    def rules(self):
        s = self.model.scenario
        rules, out = s.get('rules') or {}, {}
        parts = list(self.parts().values())
        if rules.get('data_in_house'):
            out['data_in_house'] = 'pass' if self.in_house() else 'fail'
        for rule, key, pick in (('min_quality', 'quality', min), ('max_ttft_ms', 'ttft_ms', max),
                                ('min_availability', 'availability', min),
                                ('max_tpot_ms', 'tpot_ms', max)):
            limit = get(rules, rule)
            if limit is not None:
                out[rule] = self.judge(parts, rule, key, pick, limit)
        words = rules.get('requires')
        if words:
            met = [part.get('meets') for part in parts]
            if None in met:
                out['requires'] = 'unknown'
            else:
                good = all(word in m for m in met for word in words)
                out['requires'] = 'pass' if good else 'fail'
        return out

    def judge(self, parts, rule, key, pick, limit):
        """Status of one rule on a figure that parts state, or that runs show."""
        by_runs = key in ('ttft_ms', 'tpot_ms')
        values = [get(part, key) for part in parts if not (by_runs and part.get('runs'))]
        if by_runs and any(part.get('runs') for part in parts):
            if not self.first_fleet().h.fast_enough:
                return 'fail'
            if not values:
                return 'pass'
        if None in values:
            return 'unknown'
        value = pick(values)
        good = value >= limit if rule.startswith('min') else value <= limit
        return 'pass' if good else 'fail'

    def in_house(self):
        """Whether the data stays in-house, what is sent on included."""
        apis = self.model.scenario['apis']
        for (kind, _), part in self.parts().items():
            if not part.get('in_house', kind == 'host'):
                return False
            if get(part, 'escalation_share', 0) > 0:
                if not apis[part['escalates_to']].get('in_house', False):
                    return False
        return True
