#include "differential/shrinker.hpp"

#include <utility>

namespace micrograph::differential {

namespace {

class Shrinker {
public:
  using Test = std::function<bool(const std::string&, const std::vector<rdf::Quad>&)>;

  Shrinker(QueryText& query, std::vector<rdf::Quad>& quads, const Test& still_fails)
      : query_(query), quads_(quads), still_fails_(still_fails) {}

  void run() {
    for (bool changed = true; changed;) {
      changed = drop_quads();
      changed = simplify(query_) || changed;
    }
  }

private:
  /// Halves, quarters and so on first, single quads last.
  bool drop_quads() {
    bool changed = false;
    for (std::size_t size = (quads_.size() + 1) / 2; size > 0; size /= 2)
      for (std::size_t at = 0; at < quads_.size();) {
        std::vector<rdf::Quad> fewer = quads_;
        const auto from = fewer.begin() + static_cast<std::ptrdiff_t>(at);
        const auto count = std::min(size, fewer.size() - at);
        fewer.erase(from, from + static_cast<std::ptrdiff_t>(count));
        if (still_fails_(written(query_), fewer)) {
          quads_ = std::move(fewer);
          changed = true;
        } else {
          at += size;
        }
      }
    return changed;
  }

  /// Puts `other` in place of the part if the test still fails then.
  bool replace(QueryText& part, QueryText other) {
    std::swap(part, other);
    if (still_fails_(written(query_), quads_))
      return true;
    std::swap(part, other);
    return false;
  }

  bool simplify(QueryText& part) {
    if (part.removable && replace(part, QueryText()))
      return true;
    if (!part.simpler.empty() && written(part) != part.simpler && replace(part, QueryText(part.simpler)))
      return true;
    bool changed = false;
    for (QueryText& child : part.parts)
      changed = simplify(child) || changed;
    return changed;
  }

  QueryText& query_;
  std::vector<rdf::Quad>& quads_;
  const Test& still_fails_;
};

} // namespace

void shrink(QueryText& query, std::vector<rdf::Quad>& quads, const Shrinker::Test& still_fail) {
  Shrinker(query, quads, still_fail).run();
}

} // namespace micrograph::differential
