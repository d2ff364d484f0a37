"""The fleet of one host, month after month (sections 4, 5 and 12 of the cost model).

Knows: slices of one unit and the cheapest way to serve each, spares, what is held from month to
month, what the fleet's lines cost. Several workloads may share it: loads add up in units.
Refuses to know: people, apis beyond the price of a unit of load. To extend: a new line of the fleet
is a `yield` in `Fleet.lines`.
"""
from replica import Owned, capacity
from terms import INFINITE, floor, get, grown, whole


class Host:
    """A host's inputs in a month, for one workload, in the terms of section 4."""

    def __init__(self, model, identity, month):
        s = model.at(month)
        host, work = s['hosts'][identity], s['workload']
        self.host = host
        self.hours = get(s, 'hours_per_month', 730)
        self.attempts = get(host, 'attempts_per_request', get(work, 'attempts_per_request', 1))
        self.kappa, self.fast_enough, self.tpot, self.limited = capacity(s, model.scenario,
                                                                         identity)
        self.planned = self.kappa * get(host, 'max_utilization', 1) / get(work, 'burst', 1)
        g, node = get(host, 'gpus_per_replica', 1), get(host, 'gpus_per_node', 1)
        if node <= g:
            self.gpus, self.k = whole(g / node) * node, 1
        else:
            self.gpus, self.k = node, floor(node / g)
        self.unit = self.k * self.planned / self.attempts  # requests/s of the product
        self.raw_unit = self.k * self.kappa / self.attempts
        drift = grown(get(host, 'gpu_price_change_per_year', 0), month)
        self.markup = get(host, 'overhead_share', 0)
        elastic = get(host, 'elastic_gpu_hour')
        self.elastic = INFINITE if elastic is None else elastic * drift  # per GPU-hour
        self.owned = Owned(host) if get(host, 'purchase_per_gpu') is not None else None
        rent = get(host, 'gpu_hour')
        self.rent = None if rent is None or self.owned else rent * drift * self.hours
        self.cold = whole(get(host, 'cold_start_hours', 0))
        self.spare = get(host, 'spare_replicas', 0)
        self.staging = get(host, 'staging_gpus', 0)
        self.minimum = get(host, 'min_replicas', 1)

    def always_on(self):
        """What choosing an always-on GPU counts with, per month, markup in."""
        if self.owned:
            return self.owned.monthly(self.hours, 1)
        return INFINITE if self.rent is None else self.rent * (1 + self.markup)

    def elastic_all_month(self):
        return self.elastic * (1 + self.markup) * self.hours

    def stays_on(self):
        """Whether what is kept all month is kept always-on."""
        return self.always_on() <= self.elastic_all_month()


class Plan:
    """How the load of a month is served: the choice of each slice, hour by hour.

    `must` is the load, in units by the hour, that the host alone may serve; `may` the load that an
    api may serve as well, at `api_unit` money for a unit over the hour (None: there is no api).
    """

    def __init__(self, host, must, may, given, sunk, api_unit=None):
        self.host, self.must, self.api_unit = host, must, api_unit
        self.load = [a + b for a, b in zip(must, may)]
        self.hours_of = n_hours = len(self.load)
        level = [whole(x) for x in self.load]
        top = max(level)
        fixed = None if given is None else whole(given / host.k)
        held = whole(host.minimum / host.k) if fixed is None else fixed
        self.on, self.elastic_hours = 0, 0.0  # units; unit-hours of the shape
        served, units = [0.0] * n_hours, [0] * n_hours
        last = held if fixed is not None and api_unit is None else max(top, held)
        for n in range(1, last + 1):
            share = [min(max(x - (n - 1), 0.0), 1.0) for x in self.load]
            inside = [x >= n for x in level]
            kind, hours = self.choose(n, held, fixed, sunk, share, inside)
            self.on += kind == 'on'
            if kind == 'elastic':
                paid = hours if host.cold == 0 or n <= held else self.warmed(hours)
                self.elastic_hours += sum(paid)
            for h in range(n_hours):
                if kind == 'on' or kind == 'elastic' and hours[h]:
                    units[h] += 1
                    served[h] += share[h]
        self.served, self.units_at_peak = served, max(units)
        self.overflow = [max(0.0, a - b) for a, b in zip(self.load, served)]

    def choose(self, n, held, fixed, sunk, share, inside):
        """('on' | 'elastic' | 'api', hours it is elastic in) of slice n."""
        host = self.host
        every = [True] * self.hours_of
        if n <= sunk:
            return 'on', every
        if n <= held:
            if fixed is not None and host.always_on() < INFINITE:
                return 'on', every
            return ('on', every) if host.stays_on() else ('elastic', every)
        hour_of_month = host.hours / self.hours_of
        on = host.gpus * host.always_on() if fixed is None else INFINITE
        hourly = host.gpus * host.elastic * (1 + host.markup) * hour_of_month
        paid = inside if host.cold == 0 else self.warmed(inside)
        elastic = hourly * sum(paid) if hourly < INFINITE else INFINITE
        if self.api_unit is None:
            return ('on', every) if on <= elastic else ('elastic', inside)
        # In an hour in which a slice holds load that no api may serve, there is no api for it.
        prices = [INFINITE if m > n - 1 else f * p
                  for f, p, m in zip(share, self.api_unit, self.must)]
        overflow = sum(prices)
        if host.cold:
            best = min(on, elastic, overflow)
            if best == on:
                return 'on', every
            return ('elastic', inside) if best == elastic else ('api', None)
        mixed = sum(min(hourly, p) if here else 0.0 for p, here in zip(prices, inside))
        if on <= min(mixed, overflow):
            return 'on', every
        return 'elastic', [here and hourly <= p for p, here in zip(prices, inside)]

    def warmed(self, hours):
        """Hours paid where each use begins `cold` hours early, around the end of the shape."""
        n = self.hours_of
        return [any(hours[(h + t) % n] for t in range(min(self.host.cold, n - 1) + 1))
                for h in range(n)]

    def spares(self, given):
        """Units that are held on top so that spare replicas may fail."""
        host = self.host
        carry = min(whole(max(self.served) * host.k), host.k * self.units_at_peak)
        needed = max(carry, host.minimum if given is None else given)
        return max(0, whole((needed + host.spare) / host.k) - self.units_at_peak)


class Pool:
    """GPUs that are held: bought for good or committed for a term."""

    def __init__(self, term):
        self.term, self.lots = term, []  # lots of (month taken, GPUs, price per GPU-month)

    def begin(self, month):
        self.lots = [lot for lot in self.lots if month < lot[0] + self.term]

    def held(self):
        return sum(lot[1] for lot in self.lots)

    def monthly(self):
        return sum(gpus * price for _, gpus, price in self.lots)

    def owed(self, end):
        return sum((month + self.term - end) * gpus * price for month, gpus, price in self.lots
                   if month + self.term > end)


class User:
    """A workload that uses a fleet: its host as it sees it, and its load in units by the hour."""

    def __init__(self, choice, month, n_hours):
        model = choice.model
        self.choice, self.host = choice, Host(model, choice.host_id, month)
        self.rate = model.rate(month)
        weights = model.clock(model.deferred(month))
        self.rates = [self.rate * w for w in weights] * (n_hours // len(weights))
        self.units = [x / self.host.unit for x in self.rates]
        self.billed_hour = self.host.hours / n_hours * 3600
        self.served = self.rates
        self.overflow = None  # requests/s of the product by the hour, at the api of a hybrid

    def api_money(self, api):
        """What the api asks for all of this workload's load, by the hour."""
        return [x * self.billed_hour * api.attempts * api.price(h)
                for h, x in enumerate(self.rates)]


class Fleet:
    """The fleet of one host over the months: what is held goes on from month to month."""

    def __init__(self, host_id, choices):
        self.choices = choices
        self.hybrid = all(choice.kind == 'hybrid' for choice in choices)
        host = choices[0].model.scenario['hosts'][host_id]
        self.given = self.given_in(0)
        self.owned = get(host, 'purchase_per_gpu') is not None
        term = INFINITE if self.owned else get(host, 'commitment_months', 0)
        self.mix, self.aside = Pool(term), Pool(term)
        self.purchases = {}  # month -> money

    def given_in(self, month):
        """Replicas that are given in a month: a hybrid's own, else the host's."""
        if not self.hybrid:
            choice = self.choices[0]
            return get(choice.model.at(month)['hosts'][choice.host_id], 'replicas')
        given = [get(choice.model.at(month)['hybrids'][choice.identity], 'replicas')
                 for choice in self.choices]
        return max((n for n in given if n is not None), default=None)

    def month(self, month, apis):
        """Serve the month; `apis` are those of the hybrids by id. Fills the month's figures."""
        n_hours = max(choice.hours() for choice in self.choices)
        self.given = self.given_in(month)
        self.users = [User(choice, month, n_hours) for choice in self.choices]
        host = self.h = self.users[0].host
        zero = [0.0] * n_hours
        must = [sum(x) for x in zip(zero, *(u.units for u in self.users
                                            if u.choice.kind == 'host'))]
        mixed = [u for u in self.users if u.choice.kind == 'hybrid']
        may = [sum(x) for x in zip(zero, *(u.units for u in mixed))]
        api_unit = None
        if mixed:
            money = [sum(x) for x in zip(zero, *(u.api_money(apis[u.choice]) for u in mixed))]
            api_unit = [m / x if x else 0.0 for m, x in zip(money, may)]
        self.mix.begin(month)
        self.aside.begin(month)
        held = self.mix.held() / host.gpus
        # Spares keep their part of what is held: the mix takes the rest of it as sunk.
        sunk = held
        while True:
            plan = Plan(host, must, may, self.given, sunk, api_unit)
            spares = plan.spares(self.given)
            if sunk <= 0 or plan.on > sunk or plan.on + spares <= held:
                break
            sunk -= 1
        self.plan = plan
        self.hold(month, held, spares)
        self.share_out(must, may)
        self.feasible = all(u.host.fast_enough for u in self.users)
        if api_unit is None and self.given is not None:
            self.feasible = self.feasible and whole(max(must) * host.k) <= self.given
        self.utilization = self.use()

    def hold(self, month, held, spares):
        """Take what mix, spares and staging need beyond what is held."""
        host, plan = self.h, self.plan
        spares_on = spares if host.stays_on() else min(spares, max(0, held - plan.on))
        total_on = max(held, plan.on + spares_on)
        self.always_on = plan.on * host.gpus
        self.spare_gpus = (total_on - plan.on + spares - spares_on) * host.gpus
        self.spare_elastic = (spares - spares_on) * host.gpus
        price = host.owned.capital if host.owned else host.rent
        self.buy(month, self.mix, total_on * host.gpus, price)
        staging_on = max(self.aside.held(), host.staging if host.stays_on() else 0)
        self.staging_elastic = max(0, host.staging - staging_on)
        self.staging = staging_on + self.staging_elastic
        self.buy(month, self.aside, staging_on, price)
        self.elastic_hours = host.gpus * plan.elastic_hours * host.hours / plan.hours_of

    def share_out(self, must, may):
        """What of each workload overflows: in each hour the hybrids' load overflows in parts."""
        for user in self.users:
            if user.choice.kind == 'hybrid':
                parts = [min(1.0, over / y) if y else 0.0
                         for over, y in zip(self.plan.overflow, may)]
                user.overflow = [x * part for x, part in zip(user.rates, parts)]
                user.served = [x - y for x, y in zip(user.rates, user.overflow)]

    def buy(self, month, pool, gpus, price):
        """Raise a pool to so many GPUs, and count what is bought (or bought again) in cash."""
        if self.owned:
            owned = self.h.owned
            for start, count, _ in pool.lots:
                lives = floor((month - start) / owned.months)
                if lives >= 1 and whole(lives * owned.months) == month - start:
                    again = count * (owned.price - owned.residual)
                    self.purchases[month] = self.purchases.get(month, 0) + again
        more = gpus - pool.held()
        if more > 0:
            pool.lots.append((month, more, price))
            if self.owned:
                self.purchases[month] = self.purchases.get(month, 0) + more * self.h.owned.price

    def use(self):
        """Mean load served over mean raw capacity paid."""
        host = self.h
        paid = (self.always_on + self.spare_gpus) / host.gpus + (
            self.elastic_hours / host.gpus / host.hours)
        if paid == 0:
            return 0.0
        raw = [sum(x) for x in zip(*([served / u.host.raw_unit for served in u.served]
                                     for u in self.users))]
        if self.given is not None:
            raw = [min(x, paid) if not self.hybrid else x for x in raw]
        return sum(raw) / len(raw) / paid

    def lines(self):
        """(id, money) of the fleet in the month."""
        host = self.h
        elastic = self.elastic_hours * host.elastic if self.elastic_hours else 0.0
        all_month = host.elastic * host.hours
        spare = self.spare_elastic * all_month if self.spare_elastic else 0.0
        staging = self.staging_elastic * all_month if self.staging_elastic else 0.0
        rented = elastic + spare + staging
        on_spares = self.spare_gpus - self.spare_elastic
        on_staging = self.staging - self.staging_elastic
        self.capital = 0.0
        if self.owned:
            owned = host.owned
            yield 'capital', self.always_on * owned.capital
            yield 'energy', self.always_on * owned.energy(host.hours, self.utilization)
            yield 'colocation', self.always_on * owned.colocation
            yield 'maintenance', self.always_on * owned.maintenance
            each = owned.monthly(host.hours, self.utilization)
            spare += on_spares * each
            staging += on_staging * each
            self.capital = (self.always_on + on_spares + on_staging) * owned.capital
        else:
            # Lots differ in price only after the first month, when lines are not shown.
            total, rent = self.mix.held(), self.mix.monthly()
            on = rent * self.always_on / total if total else 0.0
            yield 'gpus', on
            spare += rent - on
            staging += self.aside.monthly()
            rented += rent + self.aside.monthly()
        yield 'elastic_gpus', elastic
        yield 'spare_gpus', spare
        yield 'staging_gpus', staging
        yield 'overhead', host.markup * rented
        gpus = self.always_on + self.spare_gpus + self.staging
        yield 'licences', get(host.host, 'licence_per_gpu_year', 0) / 12 * (
            gpus + self.elastic_hours / host.hours)

    def gpus_at_peak(self):
        return self.plan.units_at_peak * self.h.gpus + self.spare_gpus

    def owed(self, end):
        """What is left of the contracts when the horizon ends."""
        if self.owned:
            return 0.0
        left = self.mix.owed(end) + self.aside.owed(end)
        return left * (1 + self.h.markup) * get(self.h.host, 'commitment_exit_share', 1)

    def stranded(self, end):
        """Book value at the horizon's end that a sale would not bring back."""
        resale = get(self.h.host, 'resale_share')
        if not self.owned or resale is None:
            return 0.0
        owned, total = self.h.owned, 0.0
        for start, gpus, _ in self.mix.lots + self.aside.lots:
            age = end - start
            age -= floor(age / owned.months) * owned.months
            if age > 1e-9:  # a life that ends with the horizon leaves nothing behind
                total += gpus * max(0.0, owned.book(age) - resale * owned.price)
        return total
