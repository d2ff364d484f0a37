/* path.c - a line through points, as few bytes as it takes: whole units, relative, no point that is
 * where the one before is (chart.h).
 */
#include "core/base/real.h"
#include "print/page/chart.h"

struct path path_begin(struct chart *chart, const char *name)
{
    html_print(chart->page, "<path class=\"%s\" d=\"", name);
    return (struct path){.chart = chart};
}

/* The nearest unit. Rounded down by hand: a call of floor() would load libm in every run. */
static int unit_of(double at, int units)
{
    const double most = 1.5; /* what is outside of the picture is not seen */
    const double unit = at_most(at_least(at, -0.5), most) * units + 0.5;
    const int cut = (int)unit;
    return unit < cut ? cut - 1 : cut;
}

/* A stretch to one side is held back: what goes on in that direction is the same stretch. */
static void put_stretch(struct path *path)
{
    if (path->stretch != 0)
        html_print(path->chart->page, "h%d", path->stretch);
    path->stretch = 0;
}

void path_break(struct path *path)
{
    put_stretch(path);
    path->is_open = false;
}

void path_to(struct path *path, double x, double y)
{
    const int to_x = unit_of(x, CHART_WIDTH), to_y = unit_of(1 - y, CHART_HEIGHT);
    const int across = to_x - path->x, down = to_y - path->y;
    struct page *page = path->chart->page;
    if (path->is_open && down == 0 && (path->stretch < 0) == (across < 0)) {
        path->stretch += across;
    } else {
        put_stretch(path);
        if (!path->is_open)
            html_print(page, "M%d %d", to_x, to_y);
        else if (down == 0)
            path->stretch = across;
        else if (across == 0)
            html_print(page, "v%d", down);
        else
            html_print(page, down < 0 ? "l%d%d" : "l%d %d", across, down);
    }
    path->is_open = true;
    path->x = to_x;
    path->y = to_y;
}

void path_box(struct path *path, double x, double width, double height)
{
    path_break(path);
    path_to(path, x, 0);
    path_to(path, x, height);
    path_to(path, x + width, height);
    path_to(path, x + width, 0);
    put_stretch(path);
    html_put(path->chart->page, "z");
}

void path_end(struct path *path)
{
    put_stretch(path);
    html_put(path->chart->page, "\"/>");
}
