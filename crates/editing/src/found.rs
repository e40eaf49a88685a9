//! Positions that a search finds, for the library and the builder.

use std::collections::BTreeSet;

use holdwell_library::Library;
use holdwell_library::find::{Found, Query};
use holdwell_model::{Arc, Technique};
use holdwell_store::UserContent;

type Basis = (Arc<Library>, Arc<UserContent>, Query, Option<Technique>);

/// The positions found last, with the content and the query that they belong to.
#[derive(Debug, Default)]
pub struct FoundPositions {
    basis: Option<Basis>,
    found: Vec<Found>,
    revision: u64,
}

/// Counts what the words of a search find outside the regions that are chosen.
#[derive(Debug, Default)]
pub struct FoundOutside(FoundPositions);

impl FoundOutside {
    /// Returns the number of positions; 0 where no region is chosen, or no words are typed.
    pub fn count(&mut self, query: &Query, content: (&Arc<Library>, &Arc<UserContent>)) -> usize {
        if query.regions.is_empty() || query.text.trim().is_empty() {
            return 0;
        }
        let everywhere = Query { regions: BTreeSet::new(), ..query.clone() };
        let found = self.0.find(everywhere, None, content);
        found.iter().filter(|found| !query.regions.contains(&found.region)).count()
    }
}

impl FoundPositions {
    /// Returns the positions found, searched anew only after a change. With a technique, those known in it come first
    /// and those only done alone at home last.
    pub fn find(
        &mut self,
        query: Query,
        technique: Option<Technique>,
        (library, own): (&Arc<Library>, &Arc<UserContent>),
    ) -> &[Found] {
        let is_current = self.basis.as_ref().is_some_and(|(known, user, asked, sorted)| {
            Arc::ptr_eq(known, library) && Arc::ptr_eq(user, own) && (asked, sorted) == (&query, &technique)
        });
        if !is_current {
            self.found = library.index().find(&query, &own.favourites, &own.used);
            if let Some(technique) = technique {
                self.found.sort_by_key(|found| {
                    let alone = found.techniques.iter().all(|one| *one == Technique::SelfCare);
                    (!found.techniques.contains(&technique), alone)
                });
            }
            self.basis = Some((Arc::clone(library), Arc::clone(own), query, technique));
            self.revision += 1;
        }
        &self.found
    }

    /// Returns a number that is another one after each new search.
    pub const fn revision(&self) -> u64 {
        self.revision
    }
}
