#include "identity/latin.hpp"
#include "identity/person_name.hpp"
#include "identity/title.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace micrograph::identity;

namespace {

NameFit fit_of(const char* a, const char* b) {
  const NameFit there = fit(read_person_name(a), read_person_name(b));
  CHECK(there == fit(read_person_name(b), read_person_name(a)));
  return there;
}

} // namespace

TEST_CASE("letters beyond ASCII are spelt out") {
  CHECK(folded("Müller-Straße, É. Ø") == "mueller strasse e oe");
  CHECK(folded("ŁÓDŹ Čapek") == "lodz capek");
  CHECK(folded("O'Brien O’Brien") == "obrien obrien");
  CHECK(folded("Mu\u0308ller e\u0301") == "mueller e");
  CHECK(folded("  a  -- b  ") == "a b");
  CHECK(folded("日本") == "日本");
  CHECK(folded("\xFF\xFE") == "");
}

TEST_CASE("both ways of spelling an umlaut collapse to one") {
  CHECK(collapsed(folded("Müller")) == collapsed(folded("Mueller")));
  CHECK(collapsed(folded("Müller")) == collapsed(folded("Muller")));
  CHECK(collapsed(folded("Jørgen")) == collapsed(folded("Jorgen")));
  CHECK(collapsed(folded("Strasse")) == collapsed(folded("Straße")));
  CHECK(collapsed("miller") != collapsed("muller"));
  CHECK(collapsed("2011") == "2011");
}

TEST_CASE("names are read however they are written") {
  CHECK(fit_of("Fenner, Martin", "Martin Fenner") == NameFit::full);
  CHECK(fit_of("Graml V", "Veronika Graml") == NameFit::initials);
  CHECK(fit_of("Lawson JLD", "Jonathan L. D. Lawson") == NameFit::several_initials);
  CHECK(fit_of("Ledesma-Fernández E", "Elena Ledesma Fernandez") == NameFit::none); // which word is of which part is a guess
  CHECK(fit_of("Ledesma-Fernández E", "Ledesma-Fernandez, Elena") == NameFit::initials);
  CHECK(fit_of("Dr. Björn Grüning", "Bjoern Gruening") == NameFit::full);
  CHECK(fit_of("Colomban de Vargas", "Vargas, C. de") == NameFit::initials);
  CHECK(fit_of("J. G. Gray", "Gray, Jane G.") == NameFit::several_initials);
  CHECK(fit_of("Elizabeth Miller", "Elizabeth A. Miller") == NameFit::full);
}

TEST_CASE("names that are of two people") {
  CHECK(fit_of("Jane Doe", "John Doe") == NameFit::none);
  CHECK(fit_of("J. A. Doe", "J. B. Doe") == NameFit::none);
  CHECK(fit_of("Jane Doe", "Jane Roe") == NameFit::none);
  CHECK(fit_of("Laura", "Laura") == NameFit::none);
  CHECK(fit_of("", "") == NameFit::none);
  CHECK(fit_of("we thank all those who helped us with this work", "we thank all those who helped us with this work") == NameFit::none);
}

TEST_CASE("titles: equal, alike, siblings") {
  const Title a = read_title("Ex vivo live cell tracking in kidney organoids"), b = read_title("EX-VIVO live cell tracking in kidney organoids!");
  CHECK(likeness(a, b) == 1);
  const Title c = read_title("Ex vivo live cell tracking in human kidney organoids");
  CHECK(likeness(a, c) > 0.5);
  CHECK(likeness(a, c) < 1);
  CHECK_FALSE(are_siblings(a, c));
  CHECK(are_siblings(read_title("Drug screen, experiment A"), read_title("Drug screen, experiment B")));
  CHECK(are_siblings(read_title("Plate 1 of 12"), read_title("Plate 2 of 12")));
  CHECK_FALSE(are_siblings(a, b));
  CHECK(likeness(read_title(""), read_title("")) == 0);
}

TEST_CASE("titles that are alike share a hash of their sketch") {
  int met = 0;
  for (int i = 0; i < 200; ++i) {
    const std::string start = "a study number" + std::to_string(i) + " of cells that move through tissue of the mouse embryo under";
    const auto x = sketch(read_title(start + " light")), y = sketch(read_title(start + " light sheets"));
    REQUIRE(x.size() == sketch_size);
    bool shared = false;
    for (std::size_t k = 0; k < sketch_size; ++k)
      shared = shared || x[k] == y[k];
    met += shared;
  }
  CHECK(met == 200); // likeness of 15 shingles in 16 and more: four orders never fail together
  CHECK(sketch(read_title("...")).empty());
}
